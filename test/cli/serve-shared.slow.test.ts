// Machines that serve and one that publishes, before shared storage, as their users run them.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';
import { murmuration } from '../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../support/published-fleet.ts';
import { Served } from '../support/served.ts';
import { SharedStorageServer } from '../support/shared-storage.ts';

const patienceMs = 90_000;
const newest = 'published/heartbeats/week/2026-W46';

let fleet: PublishedFleet;
let storage: SharedStorageServer;
let running: Served[] = [];

beforeAll(async () => {
	fleet = await publishFleet({ instances: 120, weeks: 5, seed: 11 });
});
afterEach(async () => {
	vi.unstubAllEnvs();
	for (const served of running) await served.stop();
	running = [];
	await storage.halt();
});
afterAll(() => fleet.remove());

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
	for (const start = performance.now(); !(await holds());) {
		if (performance.now() - start > patienceMs) throw new Error(`never came: ${String(holds)}`);
		await sleep(100);
	}
}

/** A machine whose warehouse has the fleet, and that has yet to publish its newest week. */
function publisher(): string {
	const folder = temporaryFolder();
	cpSync(fleet.dataFolder, folder, { recursive: true });
	rmSync(join(folder, newest), { recursive: true });
	return folder;
}

/** Digests of all that is published in a data folder, by path. */
function published(folder: string): Record<string, string> {
	const root = join(folder, 'published');
	const files = readdirSync(root, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => !file.includes('/.'));
	return Object.fromEntries(
		files
			.sort()
			.map((file) => [
				file.slice(root.length),
				createHash('sha256').update(readFileSync(file)).digest('hex')
			])
	);
}

function areThere(folder: string, files: readonly string[]): boolean {
	return files.every((file) => existsSync(join(folder, file)));
}

async function serve(folder: string): Promise<Served> {
	const served = await Served.start(folder, {
		...storage.environment,
		MURMURATION_PUBLISHED_SECONDS: '0.3',
		MURMURATION_DRAIN_SECONDS: '0.3'
	});
	running.push(served);
	return served;
}

/** Runs a verb before the storage. */
async function run(folder: string, ...parameters: string[]) {
	for (const [name, value] of Object.entries(storage.environment)) vi.stubEnv(name, value);
	return murmuration(folder, ...parameters).finally(() => vi.unstubAllEnvs());
}

const read = async ({ origin }: Served, path: string) => {
	const response = await fetch(origin + path);
	return { status: response.status, text: await response.text() };
};
const csv = '/api/v1/datasets/heartbeats/tables/version.csv';

test('what one machine publishes is served by all, byte for byte, with the storage and without it', async () => {
	storage = await SharedStorageServer.start(temporaryFolder());
	const [a, b, c] = [publisher(), temporaryFolder(), temporaryFolder()];
	const readers = [await serve(b), await serve(c)];
	for (const one of readers) {
		expect(await read(one, '/readyz')).toMatchObject({ status: 503 });
		expect((await read(one, csv)).status).toBe(404);
	}
	const builder = await serve(a);
	await builder.says(/published heartbeats 2026-W46/);
	const all = published(a);
	expect(Object.keys(all).filter((file) => file.includes('2026-W46'))).toHaveLength(3);
	const files = Object.keys(all).map((file) => join('published', file));
	await until(() => [b, c].every((folder) => areThere(folder, files)));
	expect([published(b), published(c)]).toEqual([all, all]);
	const expected = await read(builder, csv);
	expect(expected.text).toContain('2026-W46');
	for (const one of readers) expect(await read(one, csv)).toEqual(expected);

	const { code, stdout } = await run(
		a,
		'note',
		'add',
		'The storage is shared.',
		'--from',
		'2026-10-05'
	);
	expect([code, stdout]).toEqual([0, 'added 2026-10-05-the-storage-is-shared\n']);
	const note = 'published/heartbeats/notes/2026-10-05-the-storage-is-shared.json';
	await until(() => areThere(c, [note]));

	await storage.halt();
	for (const one of readers) {
		await until(() => /shared storage .*can't be reached/.test(one.stderr));
		expect(await read(one, csv)).toMatchObject({ status: 200 });
		const ready = await read(one, '/readyz');
		expect(ready.status).toBe(200);
		expect(ready.text).toMatch(/^ready\nshared storage was last seen 2\S+Z\n$/);
		const { text } = await read(one, '/metrics');
		expect(text).toMatch(/^murmuration_last_run_timestamp_seconds\{run="followed"\} \d/m);
		expect(text).toContain('\nmurmuration_shared_storage_whole 1\n');
	}
	await storage.resume();
	for (const one of readers) await one.says(/shared storage .* is back/);
});

test('while the storage is away, or does not know the keys, nothing is published and the reason is told', async () => {
	storage = await SharedStorageServer.start(temporaryFolder());
	const folder = publisher();
	await storage.halt();
	const away = await run(folder, 'publish');
	expect(away.code).toBe(1);
	expect(away.stderr).toMatch(
		/^murmuration: shared storage .* can't be reached \(ECONNREFUSED\)\n$/
	);
	expect(Object.keys(published(folder)).some((file) => file.includes('2026-W46'))).toBe(false);
	const told = await run(folder, 'doctor');
	expect(told.stdout).toMatch(/FAIL {2}shared storage: .* can't be reached .*never seen before/);
	await storage.resume();
	expect((await run(folder, 'publish', '--json')).stdout).toContain('"period":"2026-W46"');
	expect((await run(folder, 'doctor')).stdout).toMatch(
		/ok {4}shared storage: \d+ releases, last seen 2/
	);

	for (const [name, value] of Object.entries(storage.environment)) vi.stubEnv(name, value);
	vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'another');
	const refused = await murmuration(temporaryFolder(), 'doctor');
	expect(refused.stdout).toContain('(403 SignatureDoesNotMatch): check AWS_ACCESS_KEY_ID');
	expect(refused.stdout + refused.stderr).not.toContain('another');
});

test('of two machines that count different heartbeats one publishes a week, and both show its release', async () => {
	storage = await SharedStorageServer.start(temporaryFolder());
	const [a, b] = [publisher(), publisher()];
	const late = join(temporaryFolder(), 'late.ndjson');
	const lines = readFileSync(fleet.heartbeatsFile, 'utf8').split('\n');
	writeFileSync(
		late,
		`${lines
			.filter(Boolean)
			.map((line) => line.replace(/"instance_id":"........-/, '"instance_id":"ffffffff-'))
			.join('\n')}\n`
	);
	expect((await murmuration(b, 'load', late)).code).toBe(0);
	const outcomes = await Promise.all([run(a, 'publish'), run(b, 'publish')]);
	for (const { code, stdout } of outcomes) {
		if (code !== 0) expect(stdout).toContain('another machine has published this period meanwhile');
	}
	expect(outcomes.filter(({ stdout }) => /2026-W46: \d+ cells/.test(stdout))).toHaveLength(1);
	for (const folder of [a, b]) expect((await run(folder, 'publish')).code).toBe(0);
	expect(published(a)).toEqual(published(b));
});
