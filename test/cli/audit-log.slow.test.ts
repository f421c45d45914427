import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { murmuration, temporaryFolder } from '../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../support/published-fleet.ts';

let fleet: PublishedFleet;

beforeAll(async () => {
	fleet = await publishFleet({ instances: 120, weeks: 3, seed: 5 });
});
afterAll(async () => {
	await fleet.remove();
});

const run = (...parameters: string[]) => murmuration(fleet.dataFolder, 'audit-log', ...parameters);
const logFile = () => {
	const folder = join(fleet.dataFolder, 'audit');
	const [name = ''] = readdirSync(folder).filter((one) => one.endsWith('.ndjson'));
	return { name, path: join(folder, name) };
};
const entries = async () =>
	(await run('export', '--json')).stdout
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Record<string, unknown>);

test('what was published is in the log, with the policy', async () => {
	const published = (await entries()).filter(({ event }) => event === 'published');
	expect(published).toContainEqual(
		expect.objectContaining({
			actor: 'command-line',
			target: 'heartbeats',
			period: '2026-W46',
			detail: { k: 10, base: 5, policy: expect.stringMatching(/^[0-9a-f]{16}$/) as string }
		})
	);
});

test('publishing is in the log from its begin to its end', async () => {
	const told = (await entries()).filter(({ target }) => target === 'heartbeats');
	const events = told.map(({ event }) => event);
	expect([events[0], events.at(-1)]).toEqual(['publishing-began', 'publishing-ended']);
	const published = events.filter((event) => event === 'published').length;
	expect(published).toBeGreaterThan(0);
	expect(told[0]?.['detail']).toMatchObject({ k: 10, base: 5, periods: events.length - 2 });
	expect(told.at(-1)?.['detail']).toEqual({
		published,
		withheld: events.length - 2 - published,
		refused: 0
	});
});

test('an erasure is in the log, and not whose it was', async () => {
	const [, id = ''] =
		/"instance_id":"([^"]+)"/.exec(readFileSync(fleet.heartbeatsFile, 'utf8')) ?? [];
	expect((await murmuration(fleet.dataFolder, 'forget', id)).code).toBe(0);
	const told = await entries();
	expect(told.at(-1)).toMatchObject({ actor: 'command-line', event: 'erased' });
	expect(JSON.stringify(told)).not.toContain(id);
});

test('a share is in the log when it is made and revoked, its token never', async () => {
	const made = await murmuration(fleet.dataFolder, 'share', 'create', 'version', '--json');
	const { id, token } = JSON.parse(made.stdout) as { id: string; token: string };
	await murmuration(fleet.dataFolder, 'share', 'revoke', id);
	const told = (await entries()).filter(({ target }) => target === id);
	expect(told.map(({ actor, event }) => [actor, event])).toEqual([
		['command-line', 'share-made'],
		['command-line', 'share-revoked']
	]);
	const log = readFileSync(logFile().path, 'utf8');
	for (const part of token.split('.')) expect(log).not.toContain(part);
});

test('is verified, told by its head, and exported for a day', async () => {
	const verdict = await run('verify', '--json');
	const { entries: count, head } = JSON.parse(verdict.stdout) as { entries: number; head: string };
	expect([verdict.code, count]).toEqual([0, (await entries()).length]);
	expect((await run('verify', '--head', head)).stdout).toContain(`${count} entries`);
	const gone = await run('verify', '--head', 'f'.repeat(64));
	expect([gone.code, gone.stderr]).toEqual([
		1,
		expect.stringMatching(/hash that you kept is gone/)
	]);
	const csv = parse((await run('export')).stdout, { columns: true, bom: true });
	expect(csv).toHaveLength(count);
	const none = parse((await run('export', '--to', '2020-01-01')).stdout, { columns: true });
	expect(none).toEqual([]);
	expect((await run('export', '--from', 'yesterday')).code).toBe(2);
	expect((await run('verify', '--head', 'short')).code).toBe(2);
});

test('a log that was changed fails, with the file and the line', async () => {
	const { name, path } = logFile();
	const whole = readFileSync(path, 'utf8');
	const lines = whole.split('\n');
	lines[1] = lines[1]?.replace('"k":10', '"k":11') ?? '';
	writeFileSync(path, lines.join('\n'));
	const outcome = await run('verify');
	expect([outcome.code, outcome.stderr]).toEqual([
		1,
		`murmuration: audit log: ${name}, line 2: it is not as it was written\n`
	]);
	const json = await run('verify', '--json');
	expect([json.code, JSON.parse(json.stdout)]).toMatchObject([
		1,
		{ broken: { file: name, line: 2 } }
	]);
	writeFileSync(path, whole);
	expect((await run('verify')).code).toBe(0);
});

test('a folder without a log is fine', async () => {
	const { folder, remove } = await temporaryFolder();
	expect(await murmuration(folder, 'audit-log', 'verify')).toMatchObject({
		code: 0,
		stdout: 'the log is empty\n'
	});
	await remove();
});
