// One cell is the same number, or hidden in the same way, wherever it is shown.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListedShare } from '../../../src/lib/schema/share.ts';
import { startServer, type RunningServer } from '../../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../../support/published-fleet.ts';
import { readRelease } from '../attacker/published.ts';
import { only, readAll, tableAddress, toText } from './public-outputs.ts';

const week = '2026-W46';

/** Tables of one dimension, with the page and the chart that show them. */
const shownOn = [
	{ table: 'deployment', page: 'platforms', chart: 'deployment' },
	{ table: 'rules', page: 'features', chart: 'rules' },
	{ table: 'active_users_band', page: 'volume', chart: 'active_users_band' }
] as const;

let fleet: PublishedFleet;
let server: RunningServer;

beforeAll(async () => {
	fleet = await publishFleet({ instances: 300, weeks: 4 });
	server = await startServer(fleet.dataFolder);
});

afterAll(async () => {
	await server.stop();
	await fleet.remove();
});

/** Value of every code of the release, margin first, `null` where hidden. */
async function released(table: string): Promise<[string, number | null][]> {
	const { cells } = await readRelease(server.origin, week);
	return cells
		.filter((cell) => cell.table === table)
		.map(({ categories: [code = ''], value }) => [code, value]);
}

async function body(address: string): Promise<Buffer> {
	const read = await readAll(server.origin, [address]);
	return read.get(address) ?? Buffer.alloc(0);
}

type Row = Record<string, string>;

function ofCsv(text: Buffer | Uint8Array, table: string): [string, number | null][] {
	const rows: Row[] = parse(Buffer.from(text), { columns: true, bom: true });
	return rows
		.filter(({ period }) => period === week)
		.map((row): [string, number | null] => {
			const value = row['value'] === '' ? null : Number(row['value']);
			expect([row['OBS_STATUS'], row['CONF_STATUS']]).toEqual(
				value === null ? ['Q', 'C'] : ['A', 'F']
			);
			return [row[dimensionOf(table)] ?? '', value];
		});
}

function dimensionOf(table: string): string {
	return table.replace('_band', '');
}

function ofJson(text: Buffer, table: string): [string, number | null][] {
	const { cells } = JSON.parse(text.toString()) as {
		cells: { period: string; status: string; value: number | null; [dimension: string]: unknown }[];
	};
	return cells
		.filter(({ period }) => period === week)
		.map((cell) => {
			expect(cell.status).toBe(cell.value === null ? 'hidden' : 'published');
			return [String(cell[dimensionOf(table)]), cell.value];
		});
}

async function ofParquet(bytes: Buffer, table: string): Promise<[string, number | null][]> {
	const file = join(fleet.dataFolder, `${table}.parquet`);
	await writeFile(file, bytes);
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet('${file}')`);
	return reader
		.getRowObjectsJS()
		.map((row) => [row[dimensionOf(table)] as string, row['value'] as number | null]);
}

/** The cells of the newest period in the first table of a page, or of a section of it, as they are read, sorted. */
function ofHtml(html: string): string[] {
	const row = /<tbody[^>]*>\s*(?:<!--.*?-->)*<tr[\s\S]*?<\/tr>/.exec(html)?.[0] ?? '';
	return [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)]
		.map(([, inside = '']) => inside.replaceAll(/<[^>]*>/g, '').trim())
		.toSorted();
}

/** The section of a chart on a page. */
function sectionOf(html: string, chart: string): string {
	const start = html.indexOf(`id="${chart}"`);
	expect(start, chart).toBeGreaterThan(0);
	return html.slice(start, html.indexOf('</section>', start));
}

const asRead = (value: number | null) =>
	value === null ? 'hidden' : new Intl.NumberFormat('en-GB').format(value);

describe.each(shownOn)('$table', ({ table, page, chart }) => {
	test('is the same in JSON, CSV, its Excel form, ZIP, Parquet and the files of its embed', async () => {
		const truth = (await released(table)).toSorted();
		expect(truth.some(([, value]) => value !== null)).toBe(true);
		const zip = unzipSync(await body(tableAddress(table, week, '.zip')));
		const name = Object.keys(zip).find((one) => one.endsWith('.csv')) ?? '';
		const found = {
			json: ofJson(await body(tableAddress(table, week)), table),
			csv: ofCsv(await body(tableAddress(table, week, '.csv')), table),
			excel: ofCsv(await body(`${tableAddress(table, week, '.csv')}&excel=1`), table),
			zip: ofCsv(zip[name] ?? new Uint8Array(), table),
			parquet: await ofParquet(await body(tableAddress(table, week, '.parquet')), table),
			embedCsv: ofCsv(await body(`/embed/${chart}.csv?${only(week)}`), table),
			embedJson: ofJson(await body(`/embed/${chart}.json?${only(week)}`), table)
		};
		for (const [form, cells] of Object.entries(found)) {
			expect(cells.toSorted(), form).toEqual(truth);
		}
	});

	test('is the same on its page, in its table, in its embed and by oEmbed', async () => {
		const expected = (await released(table)).map(([, value]) => asRead(value)).toSorted();
		const counts = `${only(week)}&measure=count`;
		const onPage = (await body(`/${page}?${counts}`)).toString();
		expect(ofHtml(sectionOf(onPage, chart)), 'page').toEqual(expected);
		expect(ofHtml((await body(`/tables/${table}?${counts}`)).toString()), 'table').toEqual(
			expected
		);
		expect(ofHtml((await body(`/embed/${chart}?${counts}`)).toString()), 'embed').toEqual(expected);
		const url = encodeURIComponent(`${server.origin}/embed/${chart}?${counts}`);
		const oembed = JSON.parse((await body(`/oembed?url=${url}&format=json`)).toString()) as {
			html: string;
		};
		const source = /src="([^"]*)"/.exec(oembed.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
		const framed = await body(source.replace(server.origin, ''));
		expect(ofHtml(framed.toString()), 'oEmbed').toEqual(expected);
	});

	test('is the same in the text of its picture, and by a link with a token', async () => {
		const cells = await released(table);
		const total = cells.find(([code]) => code === '*')?.[1] ?? 0;
		const parts = cells.filter(([code]) => code !== '*');
		const response = await fetch(`${server.origin}/api/v1/shares`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				chart,
				query: { granularity: 'week', from: week, to: week, measure: 'count' }
			})
		});
		const { urls } = (await response.json()) as ListedShare;
		const picture = `/embed/${chart}.svg?${only(week)}&measure=count`;
		for (const address of [picture, urls.svg.replace(server.origin, '')]) {
			const said = [...toText(await body(address)).matchAll(/\(([\d,]+)\)/g)].map(([, number]) =>
				Number((number ?? '').replaceAll(',', ''))
			);
			const shown = parts.flatMap(([, value]) => (value === null ? [] : [value]));
			const rest = total - shown.reduce((sum, value) => sum + value, 0);
			for (const value of shown) expect(said, address).toContain(value);
			expect(
				said.filter((number) => !shown.includes(number) && number !== rest),
				address
			).toEqual([]);
		}
		expect(ofCsv(await body(urls.csv.replace(server.origin, '')), table).toSorted()).toEqual(
			cells.toSorted()
		);
	});

	test('leads its badge with the largest share that is shown', async () => {
		const cells = await released(table);
		const total = cells.find(([code]) => code === '*')?.[1] ?? 0;
		const shares = cells.flatMap(([code, value]) =>
			code === '*' || value === null ? [] : [value / total]
		);
		const badge = toText(await body(`/badge/${chart}.svg`));
		const said = /<title>[^<]*: ([\d.]+)% on/.exec(badge)?.[1];
		expect(Number(said)).toBe(Math.round(100 * Math.max(...shares)));
	});
});
