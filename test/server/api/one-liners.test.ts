// The lines on the page of a table, run as they stand there, with the tools that this machine has.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { duckdbQuery, toOneLiners } from '../../../src/lib/export/one-liners.ts';
import { startServer, temporaryFolder, type RunningServer } from '../../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../../support/published-fleet.ts';

const run = promisify(execFile);

/** Whether `program` runs here with these parameters. */
const has = (program: string, ...parameters: string[]) =>
	run(program, parameters).then(
		() => true,
		() => false
	);
const [hasCurl, hasPandas, hasR, hasDuckdb] = await Promise.all([
	has('curl', '--version'),
	has('python3', '-c', 'import pandas'),
	has('Rscript', '--version'),
	has('duckdb', '--version')
]);

interface TableJson {
	readonly cells: readonly {
		readonly period: string;
		readonly deployment: string;
		readonly value: number | null;
		readonly status: string;
	}[];
}

let fleet: PublishedFleet;
let server: RunningServer;
let folder: string;
let address: string;
let remove: () => Promise<void>;
let lines: Record<string, string>;
let expected: TableJson['cells'];

beforeAll(async () => {
	fleet = await publishFleet({ instances: 120, weeks: 3, seed: 5 });
	server = await startServer(fleet.dataFolder);
	({ folder, remove } = await temporaryFolder());
	const page = await (await fetch(`${server.origin}/tables/deployment`)).text();
	address = /curl -fsS -o \S+ '([^']+)'/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
	expect(new URL(address).origin).toBe(server.origin);
	lines = Object.fromEntries(
		toOneLiners(address, 'table.csv').map(({ tool, code }) => [tool, code])
	);
	const json = await fetch(address.replace('.csv', ''));
	expected = ((await json.json()) as TableJson).cells;
	expect(expected.length).toBeGreaterThan(5);
});
afterAll(async () => {
	await server.stop();
	await fleet.remove();
	await remove();
});

const shell = async (line: string) => (await run('sh', ['-c', line], { cwd: folder })).stdout;

/** Reads rows with the SQL of the page; the numbers and states have to be those of the JSON. */
async function readByDuckdb(query: string): Promise<void> {
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	const rows = (await connection.runAndReadAll(query)).getRowObjectsJS();
	connection.closeSync();
	const statuses: Readonly<Record<string, string>> = { A: 'published', Q: 'hidden', O: 'missing' };
	expect(
		rows.map(({ period, deployment, value, OBS_STATUS }) => ({
			period,
			deployment,
			measure: 'instances',
			value: value === null ? null : Number(value),
			status: statuses[OBS_STATUS as string]
		}))
	).toEqual(expected);
}

describe('the line for', () => {
	test.skipIf(!hasCurl)('curl saves the CSV', async () => {
		await shell(lines['curl'] ?? '');
		const rows = parse(readFileSync(join(folder, 'table.csv'), 'utf8'), { columns: true });
		expect(rows).toHaveLength(expected.length);
	});

	test.skipIf(!hasPandas)('pandas gives a number exactly where one is published', async () => {
		const line = `${lines['Python (pandas)'] ?? ''}; print(len(table), int(table["value"].sum()))`;
		writeFileSync(join(folder, 'load.py'), line);
		expect(await shell('python3 load.py')).toBe(`${expected.length} ${sum()}\n`);
	});

	test.skipIf(!hasR)('R gives a number exactly where one is published', async () => {
		const line = `${lines['R'] ?? ''}; cat(nrow(table), sum(table$value, na.rm = TRUE))`;
		writeFileSync(join(folder, 'load.R'), line);
		expect(await shell('Rscript load.R')).toBe(`${expected.length} ${sum()}`);
	});

	test.skipIf(!hasDuckdb)('DuckDB runs', async () => {
		expect(await shell(lines['DuckDB'] ?? '')).toContain('OBS_STATUS');
	});
});

describe('DuckDB, by the query of its line,', () => {
	test('reads every number and state of the CSV', async () => {
		const query = duckdbQuery('/dev/stdin');
		expect(lines['DuckDB']).toContain(`duckdb -c "${query}"`);
		const file = join(folder, 'read.csv');
		writeFileSync(file, await (await fetch(address)).text());
		await readByDuckdb(query.replace('/dev/stdin', file));
	});

	test('reads the same from Parquet', async () => {
		const file = join(folder, 'read.parquet');
		const bytes = await (await fetch(address.replace('.csv', '.parquet'))).arrayBuffer();
		writeFileSync(file, new Uint8Array(bytes));
		await readByDuckdb(`SELECT * FROM '${file}'`);
	});
});

function sum(): number {
	return expected.reduce((total, { value }) => total + (value ?? 0), 0);
}
