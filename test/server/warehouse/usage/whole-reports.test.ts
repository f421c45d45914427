import { expect, test } from 'vitest';
import { parsePeriod } from '../../../../src/lib/schema/period.ts';
import { inspectFile } from '../../../../src/lib/server/sources/source-file.ts';
import { countRegister } from '../../../../src/lib/server/warehouse/register.ts';
import { sumRegister } from '../../../../src/lib/server/warehouse/sum-register.ts';
import { loadRecords } from '../../../../src/lib/server/warehouse/usage/load-records.ts';
import { isUsage, recordColumns } from '../../../../src/lib/server/warehouse/usage/usage-tables.ts';
import type { Warehouse } from '../../../../src/lib/server/warehouse/warehouse.ts';
import { devices } from '../../../fixtures/datasets/devices.ts';
import { instanceId, toNdjson } from '../../../support/heartbeats.ts';
import { temporaryFile, temporaryWarehouse } from '../temporary-warehouse.ts';

if (!isUsage(devices)) throw new Error('the example is no dataset of records');
const dataset = devices;
const rows = 'SELECT * EXCLUDE (unit_id, row_key) FROM usage_devices ORDER BY ALL';

async function load(warehouse: Warehouse, name: string, content: string) {
	const source = await inspectFile(temporaryFile(name, content), recordColumns(dataset));
	return loadRecords(warehouse, dataset, source);
}

function report(n: number, sent_at: string, more: Readonly<Record<string, unknown>> = {}) {
	return { device: instanceId(n), sent_at, add_ons: ['voice'], cloud: true, entities: 50, ...more };
}

test('of a week the last report counts, and of every field what may be kept', async () => {
	const warehouse = await temporaryWarehouse();
	const loaded = await load(
		warehouse,
		'a.ndjson',
		toNdjson([
			report(1, '2026-11-09T00:00:00Z', { entities: 4 }),
			report(1, '2026-11-16T00:30:00+01:00', { add_ons: ['zoo', 'camera', 'ark', 'camera'] }),
			report(1, '2026-11-16', { add_ons: [], cloud: false })
		])
	);
	expect(loaded).toMatchObject({ loaded: 2, duplicate: 1, rejected: 0 });
	expect(await warehouse.all(rows)).toEqual([
		{ week: new Date('2026-11-09'), add_ons: ['camera', 'other'], cloud: true, entities: 50n },
		{ week: new Date('2026-11-16'), add_ons: [], cloud: false, entities: 50n }
	]);
	const again = [report(1, '2026-11-17', { entities: 7 })];
	expect(await load(warehouse, 'b.ndjson', toNdjson(again))).toMatchObject({
		loaded: 1,
		replaced: 1
	});
	expect(await load(warehouse, 'b.ndjson', toNdjson(again))).toMatchObject({ duplicate: 1 });
});

test('a CSV file says the same as NDJSON', async () => {
	const [ndjson, csv] = [await temporaryWarehouse(), await temporaryWarehouse()];
	await load(
		ndjson,
		'a.ndjson',
		toNdjson([
			report(1, '2026-W46', { add_ons: ['camera', 'voice'] }),
			report(2, '2026-11-10 23:59:59', { cloud: false, entities: 0 })
		])
	);
	const lines = [
		'device,sent_at,add_ons,cloud,entities',
		`${instanceId(1)},2026-W46,camera;voice,true,50`,
		`${instanceId(2)},2026-11-10 23:59:59,voice,FALSE,0`
	];
	expect(await load(csv, 'a.csv', lines.join('\n'))).toMatchObject({ loaded: 2, rejected: 0 });
	expect(await csv.all(rows)).toEqual(await ndjson.all(rows));
});

test.each([
	['sent_at', '2026-02-30', 'expected an ISO week'],
	['sent_at', '2026-W54', 'expected an ISO week'],
	['sent_at', '2026-11-09T25:00:00Z', 'expected an ISO week'],
	['add_ons', 'voice', 'expected a list of codes'],
	['add_ons', ['living room of Jane'], 'or another code without spaces'],
	['cloud', 'yes', 'expected true or false']
])('a report with %s = %j is refused', async (field, value, reason) => {
	const warehouse = await temporaryWarehouse();
	const { problems, rejected } = await load(
		warehouse,
		'a.ndjson',
		toNdjson([report(1, '2026-W46', { [field]: value })])
	);
	expect(rejected).toBe(1);
	expect(problems[0]?.field).toMatch(new RegExp(`^${field}`));
	expect(problems[0]?.reason).toContain(reason);
});

test('the register has all codes of a list, an answer, and the band of the count', async () => {
	const warehouse = await temporaryWarehouse();
	await load(
		warehouse,
		'a.ndjson',
		toNdjson([
			report(1, '2026-W46', { add_ons: ['voice', 'camera'], entities: 9 }),
			report(2, '2026-W46', { add_ons: [], cloud: false, entities: 10 }),
			report(3, '2026-W46', { entities: 5000 })
		])
	);
	const period = parsePeriod('2026-W46');
	const counts = await countRegister(warehouse, dataset, period, {
		minActiveDays: 1,
		minAgeDays: 0
	});
	const of = (table: string) =>
		(counts.get(table) ?? []).map(({ values, count }) => `${values.join(' ')}: ${count}`).sort();
	expect(of('cloud')).toEqual(['no: 1', 'yes: 2']);
	expect(of('size')).toEqual(['0 to 9: 1', '10 to 99: 1', '100 or more: 1']);
	expect(of('add_on').filter((one) => one.includes('yes'))).toEqual([
		'camera yes: 1',
		'voice yes: 2'
	]);
	const sums = await sumRegister(warehouse, dataset, period);
	expect(sums.get('entities')?.map(({ values, amount }) => [values[0], amount])).toEqual([
		['0 to 9', 9],
		['10 to 99', 10],
		['100 or more', 5000]
	]);
});
