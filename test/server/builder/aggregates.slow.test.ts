// Aggregated rows take the way of rows of units: what both know gives one release, byte for byte.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cliUsage } from '../../../src/lib/datasets/cli-usage.ts';
import { modelUsage } from '../../../src/lib/datasets/model-usage.ts';
import { simulateUsage } from '../../../src/lib/datasets/simulate/usage/usage-fleet.ts';
import { usageProfiles } from '../../../src/lib/datasets/simulators.ts';
import type { Dataset } from '../../../src/lib/schema/dataset.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { publishDue } from '../../../src/lib/server/builder/publish.ts';
import { PublishedStore } from '../../../src/lib/server/published/published-store.ts';
import { inspectFile } from '../../../src/lib/server/sources/source-file.ts';
import { loadAggregates } from '../../../src/lib/server/warehouse/usage/aggregates/load-aggregates.ts';
import { loadRecords } from '../../../src/lib/server/warehouse/usage/load-records.ts';
import { isUsage } from '../../../src/lib/server/warehouse/usage/usage-tables.ts';
import { aggregateUsage, type UnitRecord } from '../../support/aggregate-usage.ts';
import { toNdjson } from '../../support/heartbeats.ts';
import {
	temporaryFile,
	temporaryFolder,
	temporaryWarehouse
} from '../warehouse/temporary-warehouse.ts';

/** Loads rows into a folder of their own, and publishes all that is due there. */
async function publish(
	dataset: Dataset,
	load: typeof loadRecords,
	rows: readonly unknown[]
): Promise<string> {
	if (!isUsage(dataset)) throw new Error('not of records');
	const folder = temporaryFolder();
	const warehouse = await temporaryWarehouse(folder);
	const file = temporaryFile('a.ndjson', toNdjson(rows));
	const result = await load(warehouse, dataset, await inspectFile(file));
	expect(result).toMatchObject({ loaded: rows.length, rejected: 0 });
	const outcomes = await publishDue(warehouse, {
		dataset,
		dataFolder: folder,
		policy: Policy.parse({}),
		synthetic: false,
		productVersion: '0',
		now: Date.parse('2026-12-01')
	});
	expect(outcomes.map(({ outcome }) => outcome)).toEqual(['published', 'published']);
	return folder;
}

function simulate(dataset: Dataset, seed: number): UnitRecord[] {
	const profile = usageProfiles[dataset.id];
	if (!profile) throw new Error(`${dataset.id} has no made-up data`);
	const options = { instances: 700, weeks: 3, seed, until: '2026-11-15' };
	return [...simulateUsage(profile, dataset.record?.unit ?? '', options)].flatMap(
		({ records }) => records as UnitRecord[]
	);
}

async function cellsOf(folder: string, dataset: Dataset, week: string) {
	const release = await new PublishedStore(folder, [dataset]).readRelease(dataset.id, 'week', week);
	return release?.cells ?? [];
}

/** The bytes of every published file by its path. */
function filesIn(folder: string): Map<string, string> {
	const published = join(folder, 'published');
	return new Map(
		readdirSync(published, { recursive: true, encoding: 'utf8' })
			.filter((path) => /\.(json|parquet)$/.test(path))
			.map((path) => [path, readFileSync(join(published, path)).toString('base64')])
	);
}

test('aggregated rows give the same release as the units that they are of, to the byte', async () => {
	const records = simulate(cliUsage, 7);
	const fromUnits = filesIn(await publish(cliUsage, loadRecords, records));
	const rows = aggregateUsage(cliUsage, records);
	const fromRows = filesIn(await publish(cliUsage, loadAggregates, rows));
	expect(fromUnits.size).toBe(6);
	expect([...fromRows.keys()]).toEqual([...fromUnits.keys()]);
	const unlike = [...fromUnits].filter(([path, bytes]) => fromRows.get(path) !== bytes);
	expect(unlike.map(([path]) => path)).toEqual([]);
}, 120_000);

test('where rows tell less than units, of sums over several codes, more is hidden and nothing else differs', async () => {
	const records = simulate(modelUsage, 7);
	const summed = new Set(modelUsage.sums.map(({ id }) => id));
	const fromUnits = await publish(modelUsage, loadRecords, records);
	const fromRows = await publish(modelUsage, loadAggregates, aggregateUsage(modelUsage, records));
	for (const week of ['2026-W45', '2026-W46']) {
		const [exact = [], taken = []] = await Promise.all(
			[fromUnits, fromRows].map((folder) => cellsOf(folder, modelUsage, week))
		);
		expect(taken.length).toBe(exact.length);
		const unlike = taken.filter(({ value }, at) => value !== exact[at]?.value);
		expect(unlike.length).toBeGreaterThan(0);
		expect(unlike.every(({ measure, value }) => summed.has(measure) && value === null)).toBe(true);
		const sums = (cells: typeof taken) =>
			cells.filter(({ measure, value }) => summed.has(measure) && value !== null).length;
		expect(sums(taken)).toBeGreaterThan(0.8 * sums(exact));
	}
}, 120_000);

test('without the number of units behind a sum the same protection shows less, and nothing else', async () => {
	const records = simulate(cliUsage, 7);
	const read = async (withCounts: boolean) => {
		const rows = aggregateUsage(cliUsage, records, withCounts);
		return cellsOf(await publish(cliUsage, loadAggregates, rows), cliUsage, '2026-W46');
	};
	const [full, less] = [await read(true), await read(false)];
	expect(less.filter(({ value }) => value !== null).length).toBeGreaterThan(full.length / 4);
	const unlike = less.filter(({ value }, at) => value !== full[at]?.value);
	expect(unlike.every(({ value, measure }) => value === null && measure !== 'installations')).toBe(
		true
	);
}, 120_000);

test('weeks of units go on after weeks of aggregated rows, once units are old enough', async () => {
	if (!isUsage(cliUsage)) throw new Error('not of records');
	const weekOf = ({ week }: { readonly week?: unknown }) => String(week);
	const records = simulate(cliUsage, 8);
	const [, second = '', third = ''] = [...new Set(records.map(weekOf))];
	const folder = temporaryFolder();
	const warehouse = await temporaryWarehouse(folder);
	const rows = aggregateUsage(cliUsage, records).filter((row) => weekOf(row) === second);
	const units = ['2026-W48', '2026-W49'].flatMap((week) =>
		records.filter((one) => weekOf(one) === third).map((one) => ({ ...one, week }))
	);
	const inspect = (all: readonly unknown[]) =>
		inspectFile(temporaryFile('a.ndjson', toNdjson(all)));
	await loadAggregates(warehouse, cliUsage, await inspect(rows));
	await loadRecords(warehouse, cliUsage, await inspect(units));
	const outcomes = await publishDue(warehouse, {
		dataset: cliUsage,
		dataFolder: folder,
		policy: Policy.parse({}),
		synthetic: false,
		productVersion: '0',
		now: Date.parse('2027-01-01')
	});
	expect(outcomes.map(({ period, outcome }) => `${period} ${outcome}`)).toEqual([
		'2026-W49 published',
		`${second} published`
	]);
}, 120_000);
