import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';
import { filesWith, scatteredId } from '../support/find-bytes.ts';
import { heartbeat } from '../support/heartbeats.ts';
import { murmuration } from '../support/murmuration.ts';
import { publishFleet } from '../support/published-fleet.ts';
import { Served } from '../support/served.ts';

const id = scatteredId(7);

function send(origin: string, n: number): Promise<Response> {
	return fetch(`${origin}/v1/heartbeat`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ ...heartbeat(n), instance_id: scatteredId(n) })
	});
}

test('an instance is forgotten while the server takes its heartbeats and those of others', async () => {
	const folder = temporaryFolder();
	const served = await Served.start(folder, { MURMURATION_DRAIN_SECONDS: '0.2' });
	try {
		for (const n of [6, 7, 8]) expect((await send(served.origin, n)).status).toBe(204);
		await served.says(/drained/);
		expect((await send(served.origin, 7)).status).toBe(204);
		const { code, stdout } = await murmuration(folder, 'forget', id);
		expect(code).toBe(0);
		expect(stdout).toMatch(/^deleted \d+ rows? and \d+ stored lines?; whatever still comes/);
		expect(filesWith(folder, id)).toEqual([]);

		// It goes on sending; the next round of draining wipes that away as well.
		const said = served.stdout.length;
		expect((await send(served.origin, 7)).status).toBe(204);
		expect((await send(served.origin, 9)).status).toBe(204);
		await served.says(/drained/, said);
		await murmuration(folder, 'quarantine', 'list');
		expect(filesWith(folder, id)).toEqual([]);
	} finally {
		await served.stop();
	}
	expect(filesWith(folder, id)).toEqual([]);
	expect(filesWith(folder, scatteredId(9))).not.toEqual([]);
	expect(served.stderr).toBe('');
});

test('releases stay as they are, byte for byte', async () => {
	const fleet = await publishFleet({ instances: 120, weeks: 5, seed: 11 });
	try {
		const published = join(fleet.dataFolder, 'published');
		const bytes = () =>
			readdirSync(published, { recursive: true, encoding: 'utf8' })
				.filter((path) => statSync(join(published, path)).isFile())
				.map((path) => [path, readFileSync(join(published, path)).toString('base64')]);
		const before = bytes();
		const [, member = ''] =
			/"instance_id":"([^"]+)"/.exec(readFileSync(fleet.heartbeatsFile, 'utf8')) ?? [];
		expect(filesWith(join(fleet.dataFolder, 'warehouse'), member)).not.toEqual([]);
		expect((await murmuration(fleet.dataFolder, 'forget', member)).code).toBe(0);
		await murmuration(fleet.dataFolder, 'publish');
		expect(filesWith(join(fleet.dataFolder, 'warehouse'), member)).toEqual([]);
		expect(bytes()).toEqual(before);
	} finally {
		await fleet.remove();
	}
});

test('what is no UUID is wrong usage, and one that was never here is forgotten all the same', async () => {
	const folder = temporaryFolder();
	const wrong = await murmuration(folder, 'forget', 'x');
	expect([wrong.code, wrong.stderr]).toEqual([2, 'murmuration: forget: expected a UUID, got x\n']);
	const done = await murmuration(folder, 'forget', '--json', id);
	expect([done.code, done.stdout]).toEqual([0, '{"rows":0,"lines":0}\n']);
	const log = await murmuration(folder, 'audit-log', 'export');
	expect(log.stdout).toContain('erased');
	expect(filesWith(folder, id)).toEqual([]);
});
