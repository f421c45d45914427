import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Heartbeat } from '../../../src/lib/schema/heartbeat.ts';
import { drainInbox } from '../../../src/lib/server/builder/drain-inbox.ts';
import { forgetUnit } from '../../../src/lib/server/builder/erasure/erase.ts';
import { inspectFile } from '../../../src/lib/server/sources/source-file.ts';
import { eraseLines } from '../../../src/lib/server/warehouse/erasure/erase-lines.ts';
import {
	readTombstones,
	Tombstones
} from '../../../src/lib/server/warehouse/erasure/tombstones.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import { rewriteWarehouse } from '../../../src/lib/server/warehouse/replace-file.ts';
import { loadRecords } from '../../../src/lib/server/warehouse/usage/load-records.ts';
import { isUsage, recordColumns } from '../../../src/lib/server/warehouse/usage/usage-tables.ts';
import { openWarehouse, type Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { installations } from '../../fixtures/datasets/installations.ts';
import { filesWith, scatteredId } from '../../support/find-bytes.ts';
import { heartbeat, toNdjson } from '../../support/heartbeats.ts';
import { homeRecord } from '../../support/usage-records.ts';
import { temporaryFile, temporaryFolder } from '../warehouse/temporary-warehouse.ts';
import { InboxFolder, toLines } from './inbox-folder.ts';

if (!isUsage(installations)) throw new Error('the example is no dataset of records');
const dataset = installations;
const id = scatteredId(7);
const now = Date.parse('2026-11-09T03:30:00Z');

let folder: string;
let inbox: InboxFolder;

beforeEach(() => {
	folder = temporaryFolder();
	inbox = new InboxFolder(folder);
});

const one = (n: number, day?: string): Heartbeat => ({
	...heartbeat(n, day),
	instance_id: scatteredId(n)
});
const fleet = (count: number, day?: string) => Array.from({ length: count }, (_, n) => one(n, day));

async function withWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>) {
	const warehouse = await openWarehouse(folder);
	return work(warehouse).finally(() => {
		warehouse.close();
	});
}

const load = (records: readonly unknown[]) =>
	withWarehouse((warehouse) => loadFile(warehouse, temporaryFile('a.ndjson', toNdjson(records))));
const drain = () =>
	withWarehouse((warehouse) => drainInbox(warehouse, { dataFolder: folder, now }));
async function forget(unit = id) {
	const erased = await withWarehouse((warehouse) => forgetUnit(warehouse, folder, unit));
	await rewriteWarehouse(folder);
	return erased;
}
const loadUsage = (records: readonly unknown[]) =>
	withWarehouse(async (warehouse) =>
		loadRecords(
			warehouse,
			dataset,
			await inspectFile(temporaryFile('u.ndjson', toNdjson(records)), recordColumns(dataset))
		)
	);
const count = (table: string) =>
	withWarehouse(async (warehouse) => {
		const [row] = await warehouse.all(`SELECT count(*)::INTEGER AS count FROM ${table}`);
		return row?.['count'];
	});

test('nothing private holds a forgotten unit any more, in whatever spelling', async () => {
	await load([...fleet(20, '2026-11-07'), ...fleet(20, '2026-11-08')]);
	inbox.append(toLines([one(50), one(51)]), { over: true });
	await loadUsage([0, 7].map((n) => ({ ...homeRecord(n, '2026-W45'), home_id: scatteredId(n) })));
	const open = inbox.append(toLines(fleet(10)));
	const bad = { ...one(7), hostname: 'x' };
	inbox.append(toNdjson([bad, one(8)]), { boot: 'ffffffff' });
	inbox.append(Buffer.from(`${JSON.stringify(one(7))}\xff\n`, 'latin1'), { boot: 'eeeeeeee' });
	await drain();
	inbox.append(toLines([one(7, '2026-11-10')]));
	writeFileSync(join(folder, 'warehouse', 'draining-0-x.ndjson'), toNdjson([one(7)]));
	const size = statSync(join(inbox.folder, open)).size;
	expect(filesWith(folder, id)).toEqual([
		'inbox/2026-11-09T03-0a1b2c3d.ndjson',
		'inbox/2026-11-09T03-eeeeeeee.ndjson',
		'inbox/2026-11-09T03-ffffffff.ndjson',
		'warehouse/damaged-0-2026-11-09T03-eeeeeeee.ndjson',
		'warehouse/draining-0-x.ndjson',
		'warehouse/refused-0-2026-11-09T03-ffffffff.ndjson',
		'warehouse/warehouse.duckdb'
	]);

	// Rows: three heartbeats, the instance, a record and its unit. Lines: four of the inbox, two of refused files.
	expect(await forget(id.toUpperCase())).toEqual({ rows: 6, lines: 6 });
	expect(filesWith(folder, id)).toEqual([]);
	expect(statSync(join(inbox.folder, open)).size).toBe(size);
	expect(filesWith(folder, scatteredId(8))).not.toEqual([]);
	expect(await count('heartbeat')).toBe(47);
});

test('one in quarantine is forgotten as well', async () => {
	inbox.append(toLines([one(7), one(8)]), { over: true });
	await drain();
	expect(await count('quarantine')).toBe(2);
	await forget();
	expect(await count('quarantine')).toBe(1);
	expect(filesWith(folder, id)).toEqual([]);
});

test('nothing brings a forgotten unit back: no file, no record, no segment', async () => {
	await forget();
	expect(await load(fleet(10))).toMatchObject({ loaded: 9, rejected: 0 });
	expect(await load([one(7)])).toMatchObject({ loaded: 0, duplicate: 0, rejected: 0 });
	const odd = { ...one(7), instance_id: id.toUpperCase(), hostname: 'x' };
	expect(await load([odd, one(11)])).toMatchObject({ loaded: 1, rejected: 0 });
	expect(await loadUsage([{ ...homeRecord(7, '2026-W45'), home_id: id }])).toMatchObject({
		loaded: 0
	});
	inbox.append(toLines([one(7), one(12)]));
	inbox.append(toLines([one(7)]), { boot: 'ffffffff' });
	expect(await drain()).toMatchObject({ heartbeats: 1, refused: 0 });
	expect(await drain()).toMatchObject({ heartbeats: 0 });
	expect(await count('heartbeat')).toBe(11);
	expect(filesWith(folder, id)).toEqual([]);
});

test('a tombstone tells nobody whose it is, and outlives the warehouse', async () => {
	await load(fleet(3));
	await forget();
	const file = join(folder, 'warehouse', 'forgotten.json');
	expect(readFileSync(file, 'utf8')).not.toContain(id);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const tombstones = readTombstones(join(folder, 'warehouse'));
	expect([
		tombstones.has(id),
		tombstones.has(id.toUpperCase()),
		tombstones.has(scatteredId(8))
	]).toEqual([true, true, false]);
	const others = new Tombstones().with(scatteredId(8)).with(scatteredId(9));
	const both = others.and(tombstones).and(others);
	expect([7, 8, 9, 10].map((n) => both.has(scatteredId(n)))).toEqual([true, true, true, false]);
	await withWarehouse(async (warehouse) => {
		const known = [6, 7, 8].map((n) => `'${scatteredId(n)}'::UUID`).join(', ');
		const rows = await warehouse.all(
			`SELECT id::VARCHAR AS id FROM (SELECT unnest([${known}]) AS id) WHERE ${both.toSql('id')}`
		);
		expect(rows).toEqual([{ id: scatteredId(6) }]);
	});
});

test('the file is written anew only where something was deleted, and forgetting twice changes nothing', async () => {
	await load(fleet(10));
	expect(await rewriteWarehouse(folder)).toBe(false);
	expect(await forget()).toEqual({ rows: 2, lines: 0 });
	expect(await forget()).toEqual({ rows: 0, lines: 0 });
	expect(readdirSync(join(folder, 'warehouse')).sort()).toEqual([
		'forgotten.json',
		'warehouse.duckdb'
	]);
});

test('erasing blanks exactly the lines of those who are forgotten, whatever stands around them', async () => {
	const line = fc.oneof(
		fc.constant(`{"instance_id":"${id}"}`),
		fc.constant(`{"instance_id":"${scatteredId(8)}"}`),
		fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', '')),
		fc.constant('x'.repeat(1_500_000))
	);
	await fc.assert(
		fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.boolean(), async (lines, isWhole) => {
			const content = lines.join('\n') + (isWhole ? '\n' : '');
			const file = temporaryFile('a.ndjson', content);
			await eraseLines(file, new Tombstones().with(id));
			const kept = lines.map((text) => (text.includes(id) ? ' '.repeat(text.length) : text));
			expect(readFileSync(file, 'utf8')).toBe(
				Buffer.from(kept.join('\n') + (isWhole ? '\n' : '')).toString('utf8')
			);
		}),
		{ numRuns: 40 }
	);
});
