import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import type { Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { fleet, heartbeat, instanceId, toNdjson } from '../../support/heartbeats.ts';
import { readContent, temporaryFile, temporaryWarehouse } from './temporary-warehouse.ts';

function load(warehouse: Warehouse, content: string | Uint8Array, name = 'f.ndjson') {
	return loadFile(warehouse, temporaryFile(name, content));
}

async function usageOf(warehouse: Warehouse): Promise<unknown[]> {
	const rows = await warehouse.all(
		'SELECT active_users::INTEGER AS users FROM heartbeat ORDER BY ALL'
	);
	return rows.map(({ users }) => users);
}

test('a heartbeat arrives in the warehouse with every value', async () => {
	const warehouse = await temporaryWarehouse();
	expect(await load(warehouse, toNdjson([heartbeat(7)]))).toEqual({
		loaded: 1,
		duplicate: 0,
		replaced: 0,
		rejected: 0,
		problems: []
	});
	const day = new Date('2026-11-09T00:00:00Z');
	expect(await readContent(warehouse)).toEqual({
		heartbeats: [
			{
				instance_id: instanceId(7),
				day,
				sent_at: new Date('2026-11-09T03:17:00Z'),
				version: '2.1.33',
				deployment: 'docker',
				uptime_hours: 168n,
				node_version: 'v22.4.1',
				os: 'linux',
				arch: 'x64',
				cpu_count: 4n,
				db_type: 'postgres',
				db_version: '16.3',
				active_users: 7n,
				organizations: 1n,
				teams: 2n,
				repos_connected: 12n,
				prs_reviewed: 40n,
				suggestions_generated: 0n,
				suggestions_applied: 0n,
				kody_rules_enabled: false,
				agent_review_repos_pct: 12.5,
				integrations: ['github', 'jira', 'slack']
			}
		],
		instances: [{ instance_id: instanceId(7), first_seen: day, last_seen: day, last_version: null }]
	});
});

test('loading the same file twice changes nothing', async () => {
	const warehouse = await temporaryWarehouse();
	const path = temporaryFile('f.ndjson', toNdjson([...fleet(300), { nonsense: true }]));
	expect(await loadFile(warehouse, path)).toMatchObject({ loaded: 300, duplicate: 0, rejected: 1 });
	const before = await readContent(warehouse);
	expect(await loadFile(warehouse, path)).toMatchObject({ loaded: 0, duplicate: 300, rejected: 1 });
	expect(await readContent(warehouse)).toEqual(before);
	expect(readdirSync(warehouse.folder).filter((name) => name.startsWith('rejected'))).toHaveLength(
		1
	);
});

test('of one day the latest heartbeat wins, in one file, in a later file and in an earlier one', async () => {
	const warehouse = await temporaryWarehouse();
	const at = (time: string, usage: number) => heartbeat(1, '2026-11-09', time, usage);
	const inOne = toNdjson([at('05:00:00.000Z', 5), at('06:00:00.000Z', 6), at('04:00:00.000Z', 4)]);
	expect(await load(warehouse, inOne)).toMatchObject({ loaded: 1, duplicate: 2, replaced: 0 });
	expect(await usageOf(warehouse)).toEqual([6]);
	const later = toNdjson([at('07:00:00.000Z', 7)]);
	expect(await load(warehouse, later)).toMatchObject({ loaded: 1, duplicate: 0, replaced: 1 });
	const earlier = toNdjson([at('01:00:00.000Z', 1)]);
	expect(await load(warehouse, earlier)).toMatchObject({ loaded: 0, duplicate: 1, replaced: 0 });
	expect(await usageOf(warehouse)).toEqual([7]);
});

test('two heartbeats of the same moment end the same, whichever comes first', async () => {
	const [one, two] = [heartbeat(1, undefined, undefined, 1), heartbeat(1, undefined, undefined, 2)];
	const ends = [];
	for (const order of [
		[one, two],
		[two, one]
	]) {
		const warehouse = await temporaryWarehouse();
		for (const record of order) await load(warehouse, toNdjson([record]));
		ends.push(await readContent(warehouse));
	}
	expect(ends[0]).toEqual(ends[1]);
});

test('an instance keeps its first and last day over several files', async () => {
	const warehouse = await temporaryWarehouse();
	for (const day of ['2026-11-09', '2026-11-11', '2026-11-02']) {
		await load(warehouse, toNdjson([heartbeat(1, day)]));
	}
	const rows = await warehouse.all(
		'SELECT first_seen::VARCHAR AS first, last_seen::VARCHAR AS last FROM instance'
	);
	expect(rows).toEqual([{ first: '2026-11-02', last: '2026-11-11' }]);
});

test('every problem of a rejected row is told with line and field, and no value of it', async () => {
	const warehouse = await temporaryWarehouse();
	const secret = 'acme-internal';
	const wrong = {
		...heartbeat(1),
		hostname: secret,
		kodus: { version: 5, deployment: secret, uptime_hours: 1.5 }
	};
	const content = `${toNdjson([heartbeat(1)])}\n${toNdjson([wrong])}{"${secret}\n\n${'x'.repeat(6000)}\n`;
	const result = await load(warehouse, content);
	expect(result).toMatchObject({ loaded: 1, rejected: 3 });
	const file = readFileSync(result.rejectedFile ?? '', 'utf8');
	expect(file).not.toContain(secret);
	const problems = file
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as { line: number; field: string; reason: string });
	expect(problems.map(({ line, field }) => `${line} ${field}`)).toEqual([
		'3 kodus.version',
		'3 kodus.deployment',
		'3 kodus.uptime_hours',
		'3 hostname',
		'4 ',
		'6 '
	]);
	expect(problems.slice(4).map(({ reason }) => reason)).toEqual([
		'not valid JSON',
		'over 5120 bytes'
	]);
	expect(result.problems).toEqual(problems.slice(0, 5));
});

test.each([
	['spaces after colons', (line: string) => line.replaceAll('":', '": ')],
	['an upper-case id', (line: string) => line.replace(/"0000[^"]*"/, (id) => id.toUpperCase())],
	['seconds without fraction', (line: string) => line.replace('.000Z', 'Z')],
	['a whole number written with a fraction', (line: string) => line.replace(':12,', ':12.0,')],
	['another order of fields', (line: string) => JSON.stringify(sorted(JSON.parse(line)))],
	['escaped letters', (line: string) => line.replace('docker', '\\u0064ocker')],
	['carriage returns', (line: string) => `${line}\r`],
	['a byte order mark', (line: string) => `\uFEFF${line}`]
])('%s makes no other heartbeat', async (_what, respell) => {
	const plain = await temporaryWarehouse();
	await load(plain, toNdjson([heartbeat(10)]));
	const respelt = await temporaryWarehouse();
	const content = `${respell(JSON.stringify(heartbeat(10)))}\n`;
	expect(await load(respelt, content)).toMatchObject({ loaded: 1, rejected: 0 });
	expect(await readContent(respelt)).toEqual(await readContent(plain));
});

test('letters of every script count as the schema counts them', async () => {
	const warehouse = await temporaryWarehouse();
	const named = (arch: string) => ({ ...heartbeat(1), runtime: { ...heartbeat(1).runtime, arch } });
	expect(await load(warehouse, toNdjson([named('é'.repeat(64))]))).toMatchObject({ loaded: 1 });
	expect(await load(warehouse, toNdjson([named('é'.repeat(65))]))).toMatchObject({ rejected: 1 });
});

test('a file that fails leaves the warehouse as it was', async () => {
	const warehouse = await temporaryWarehouse();
	await load(warehouse, toNdjson(fleet(3)));
	const before = await readContent(warehouse);
	const bytes = Buffer.from(toNdjson(fleet(9, '2026-11-10')));
	bytes[bytes.indexOf('linux', 2000)] = 0xff;
	await expect(load(warehouse, bytes)).rejects.toThrow(
		/^f\.ndjson: line \d: not UTF-8; nothing of the file was loaded$/
	);
	expect(await readContent(warehouse)).toEqual(before);
	expect(existsSync(warehouse.folder)).toBe(true);
});

function sorted(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
