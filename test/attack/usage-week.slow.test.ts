// The sample of each dataset of usage records, published and served by the program, read over HTTP: attacked as a
// stranger would, and compared with the raw records.
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { datasets } from '../../src/lib/datasets/registry.ts';
import { dimensionOf } from '../../src/lib/schema/dataset.ts';
import {
	murmuration,
	startServer,
	temporaryFolder,
	type RunningServer
} from '../support/murmuration.ts';
import { Attacker } from './attacker/attacker.ts';
import { loadAttackSolver } from './attacker/program.ts';
import { countsBehind, readRelease, type ReadRelease } from './attacker/published.ts';
import { toText, visible } from './outputs/public-outputs.ts';

const week = '2026-W46';
const usage = datasets.flatMap((dataset) =>
	dataset.record ? [{ ...dataset, record: dataset.record }] : []
);
const sampleOf = (id: string) =>
	fileURLToPath(new URL(`../../data/sample/${id}.parquet`, import.meta.url));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: RunningServer;

beforeAll(async () => {
	folder = await temporaryFolder();
	for (const { id } of usage) {
		await run('load', '--sample', '--dataset', id, sampleOf(id));
	}
	await run('publish', '--period', week);
	server = await startServer(folder.folder);
});

afterAll(async () => {
	await server.stop();
	await folder.remove();
});

async function run(...parameters: string[]): Promise<void> {
	const { code, stderr } = await murmuration(folder.folder, ...parameters);
	if (code !== 0) throw new Error(stderr);
}

/** Units that count in the week, by the value of one field of their heaviest record, or by code of a set. */
async function truthOf(
	id: string,
	{ unit, weight = '' }: { unit: string; weight?: string | undefined },
	column: string,
	isSet: boolean
): Promise<Map<string, number>> {
	const connection = await (await DuckDBInstance.create()).connect();
	const own = isSet
		? `SELECT DISTINCT ${unit}, ${column} AS code FROM counted`
		: `SELECT ${unit}, ${column} AS code FROM counted QUALIFY row_number() OVER (PARTITION BY ${unit} ORDER BY ${weight} DESC) = 1`;
	const reader = await connection.runAndReadAll(
		`WITH counted AS (
			FROM read_parquet($file) WHERE week = $week
			AND ${unit} IN (SELECT ${unit} FROM read_parquet($file) WHERE week < $week)
		)
		SELECT coalesce(code, '') AS code, count(*)::INTEGER AS count FROM (${own}) GROUP BY ALL`,
		{ file: sampleOf(id), week }
	);
	const rows = reader.getRowObjectsJS() as { code: string; count: number }[];
	return new Map(rows.map(({ code, count }) => [code, count]));
}

describe.each(usage.map((dataset) => [dataset.id, dataset] as const))('%s', (id, dataset) => {
	let release: ReadRelease;

	beforeAll(async () => {
		release = await readRelease(server.origin, week, id);
	});

	test('a stranger works out nothing that the promise forbids', async () => {
		const attacker = new Attacker(await loadAttackSolver(), release);
		expect(attacker.findings()).toEqual([]);
		const hidden = release.cells.filter(({ value }) => value === null).length;
		expect(hidden).toBeGreaterThan(0);
		expect(hidden).toBeLessThan(release.cells.length * 0.6);
	});

	test('no number is below k, and each is the rounded count of the raw records', async () => {
		const { policy } = release.manifest;
		const total = [
			...(await truthOf(id, dataset.record, dataset.record.weight ?? '', false)).values()
		];
		const all = total.reduce((sum, count) => sum + count, 0);
		const truths = new Map<string, Map<string, number>>();
		let compared = 0;
		for (const { table, categories, value } of release.cells) {
			if (value === null) continue;
			expect(value).toBeGreaterThanOrEqual(policy.k);
			const { dimensions = [] } = dataset.tables.find((one) => one.id === table) ?? {};
			const [first = '', answer] = dimensions;
			const dimension = dimensionOf(dataset, first);
			const [code = '', said] = categories;
			const isSet = dimension.kind === 'set';
			if (!(isSet || answer === undefined)) continue;
			const { column } = dimension;
			const truth = truths.get(column) ?? (await truthOf(id, dataset.record, column, isSet));
			truths.set(column, truth);
			const count = said === '*' || code === '*' ? all : truth.get(code);
			// Versions above a patch and merged rests are sums of what is told apart here.
			if (count === undefined) continue;
			const { low, high } = countsBehind(value, policy);
			const behind = said === 'no' ? all - count : count;
			expect(behind, `${table} ${categories.join(' ')} shows ${value}`).toBeGreaterThanOrEqual(low);
			expect(behind, `${table} ${categories.join(' ')} shows ${value}`).toBeLessThanOrEqual(high);
			compared += 1;
		}
		expect(compared).toBeGreaterThan(30);
	});

	test('no output names a unit, a week of one, or a value outside the lists', async () => {
		const connection = await (await DuckDBInstance.create()).connect();
		const reader = await connection.runAndReadAll(
			`SELECT DISTINCT ${dataset.record.unit}::VARCHAR AS unit FROM read_parquet($file)`,
			{ file: sampleOf(id) }
		);
		const units = reader.getRowObjectsJS().map(({ unit }) => unit as string);
		const [page] = (
			(await (await fetch(`${server.origin}/api/v1/datasets`)).json()) as {
				datasets: { id: string; tables: { id: string }[] }[];
			}
		).datasets.filter((one) => one.id === id);
		const addresses = (page?.tables ?? []).flatMap(({ id: table }) => [
			`/api/v1/datasets/${id}/tables/${table}`,
			`/api/v1/datasets/${id}/tables/${table}.csv`,
			`/tables/${table}`,
			`/embed/${table}`
		]);
		expect(addresses).toHaveLength(4 * dataset.tables.length);
		for (const address of [`/api/v1/releases/${id}/${week}/certificate`, ...addresses]) {
			const response = await fetch(server.origin + address);
			expect(response.status, address).toBe(200);
			const text = visible(toText(Buffer.from(await response.arrayBuffer())));
			expect(
				units.filter((unit) => text.includes(unit)),
				address
			).toEqual([]);
			for (const word of ['bisect', 'notebook', 'disk_full', 'kimi', 'deepinfra']) {
				expect(text.includes(word), `${address}: ${word}`).toBe(false);
			}
		}
	});

	test('months can’t be asked for', async () => {
		const [table] = dataset.tables;
		const response = await fetch(`${server.origin}/tables/${table?.id ?? ''}?granularity=month`);
		expect(response.status).toBe(400);
		expect(await response.text()).toContain('expected week');
	});
});
