// Every output of a release hides the same cells, and nothing in it depends on how large hidden counts are.
import { DuckDBInstance } from '@duckdb/node-api';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readRelease, readWhole } from '../attacker/published.ts';
import { serveWeeks, type ServedWeeks, type Week } from '../fleets/served-weeks.ts';
import { units } from '../fleets/unit.ts';
import {
	addressesOf,
	pagesOf,
	readAll,
	readTables,
	tableAddress,
	toText,
	type ListedTable
} from './public-outputs.ts';

/** Two fleets whose hidden counts differ while everything that is published is equal. */
interface Pair {
	readonly period: string;
	readonly about: string;
	readonly one: Week['units'];
	readonly other: Week['units'];
}

/** Versions, platforms and integrations of which most are too small to be shown. */
function smallGroups(first: number, second: number, third: number, fourth: number): Week['units'] {
	return [
		...units(60, { version: '2.1.5' }),
		...units(30),
		...units(first, { version: '2.1.6' }),
		...units(second, { version: '2.1.7' }),
		...units(third, { deployment: 'bare', integrations: ['github', 'jira'] }),
		...units(fourth, { deployment: 'unknown', integrations: ['github', 'slack'] })
	];
}

const pairs: readonly Pair[] = [
	{
		period: '2026-W20',
		about: 'hidden counts change places (T24)',
		one: smallGroups(9, 3, 8, 1),
		other: smallGroups(3, 9, 1, 8)
	},
	{
		period: '2026-W22',
		about: 'a platform is empty, or has four instances (T33)',
		one: [...units(100), ...units(4, { integrations: [] })],
		other: [...units(100), ...units(4, { deployment: 'bare', os: 'darwin' })]
	}
];

const servers: ServedWeeks[] = [];
let tables: readonly ListedTable[];

beforeAll(async () => {
	for (const side of ['one', 'other'] as const) {
		const weeks = pairs.map((pair) => ({ period: pair.period, units: pair[side] }));
		servers.push(await serveWeeks(weeks));
	}
	tables = await readTables(servers[0]?.origin ?? '');
});

afterAll(async () => {
	for (const server of servers) await server.stop();
});

test('the fleets are published and hide cells', async () => {
	for (const { origin, outcomes } of servers) {
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(outcomes.map(() => 'published'));
		const { cells } = await readRelease(origin, '2026-W20');
		expect(cells.some(({ value }) => value === null)).toBe(true);
		expect(cells.some(({ value }) => value !== null)).toBe(true);
	}
});

describe.each(pairs)('$about', ({ period }) => {
	test('no byte of any output changes, the certificate included', async () => {
		const addresses = [...addressesOf(period, tables), ...pagesOf(period)];
		const [one, other] = await Promise.all(
			servers.map(async ({ origin }) => {
				const bodies = await readAll(origin, addresses);
				return new Map([...bodies].map(([address, body]) => [address, toText(body, origin)]));
			})
		);
		for (const address of addresses) expect(one?.get(address), address).toBe(other?.get(address));
	});
});

describe.each(pairs.map(({ period }) => period))('%s: one release, one pattern (T22)', (period) => {
	test('JSON, CSV, Parquet and embed show the numbers of the release and hide the rest', async () => {
		const [server] = servers;
		if (!server) throw new Error('no server');
		const { cells } = await readWhole(server.origin, period);
		for (const { id, dimensions } of tables) {
			const expected = cells
				.filter(({ table }) => table === id)
				.map(({ categories, value }) => line(categories, value));
			const read = await readAll(
				server.origin,
				['', '.csv', '.parquet'].map((extension) => tableAddress(id, period, extension))
			);
			const [json, csv, parquet] = [...read.values()];
			const rows = z
				.object({
					cells: z.array(z.record(z.string(), z.union([z.string(), z.number()]).nullable()))
				})
				.parse(JSON.parse(toText(json))).cells;
			const fromJson = rows.map((row) =>
				line(
					dimensions.map((one) => row[one]),
					row['value']
				)
			);
			const [, ...lines] = toText(csv).trimEnd().split('\r\n');
			const fromCsv = lines.map((text) => {
				const fields = text.split(',').slice(2);
				const value = fields[dimensions.length + 1];
				return line(fields.slice(0, dimensions.length), value === '' ? null : value);
			});
			const file = join(server.dataFolder, `${id}-${period}.parquet`);
			await writeFile(file, parquet ?? '');
			const stored = await readParquet(file);
			const fromParquet = stored.map((row) =>
				line(
					dimensions.map((one) => row[one]),
					row['value']
				)
			);
			for (const found of [fromJson, fromCsv, fromParquet]) {
				expect(found.toSorted(), `${id} of ${period}`).toEqual(expected.toSorted());
			}
		}
	});

	test('pages, payloads and embeds hold no number that the release does not show', async () => {
		const [server] = servers;
		if (!server) throw new Error('no server');
		const { cells } = await readWhole(server.origin, period);
		for (const { id, dimensions } of tables) {
			const own = cells.filter(({ table }) => table === id);
			const shown = new Set(own.flatMap(({ value }) => (value === null ? [] : [value])));
			const address = `/tables/${id}?${tableAddress(id, period).split('?')[1] ?? ''}&measure=count`;
			const answers = await readAll(server.origin, [address]);
			const body = /<tbody[\s\S]*?<\/tbody>/.exec(toText(answers.get(address)))?.[0] ?? '';
			const numbers = [...body.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].flatMap(([, inside]) => {
				const text = (inside ?? '').replace(/<[^>]*>/g, '').replace(/[,\s]/g, '');
				return /^\d+$/.test(text) ? [Number(text)] : [];
			});
			expect(
				numbers.filter((number) => !shown.has(number)),
				address
			).toEqual([]);
			if (shown.size > 0 && dimensions.length === 1) expect(numbers.length).toBeGreaterThan(0);
		}
	});
});

function line(categories: readonly unknown[], value: unknown): string {
	return `${categories.join('|')}=${value === null ? 'hidden' : Number(value)}`;
}

async function readParquet(file: string): Promise<Record<string, unknown>[]> {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet('${file}')`);
	return reader.getRowObjectsJS();
}
