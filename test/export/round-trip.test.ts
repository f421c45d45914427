// What a reader's own tools make of our CSV: the numbers and states of the view, exactly, and never a formula.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toCsv } from '../../src/lib/export/csv.ts';
import { parsePeriod, periodsBetween } from '../../src/lib/schema/period.ts';
import type { TableView, ViewCell } from '../../src/lib/schema/table-view.ts';
import { temporaryFolder } from '../support/murmuration.ts';
import { deploymentView } from '../support/table-view.ts';

interface Row {
	readonly period: string;
	readonly code: string;
	readonly value: number | null;
	readonly status: string;
}

const formula = /^[=+\-@\t\r＝＋－＠]/;
const starts = [
	'=',
	'+',
	'-',
	'@',
	'\t',
	'\r',
	'＝',
	'＋',
	'－',
	'＠',
	'"',
	"'",
	'\n',
	'\u202e',
	','
];
const label = fc
	.tuple(fc.constantFrom('', ...starts), fc.string({ unit: 'binary', maxLength: 12 }))
	.map(([start, text]) => `${start}${text}`.replaceAll('\0', ''))
	.filter((text) => text !== '' && text.isWellFormed());

const periods = periodsBetween('2026-W52', '2027-W01');
const states = fc.oneof(
	fc.nat(1_000_000).map((value) => ({ value, status: 'published' }) as const),
	fc.constant({ value: null, status: 'hidden' } as const),
	fc.constant({ value: null, status: 'missing' } as const)
);

/** A dense view over three weeks, 2026-W53 among them, with labels that mean harm. */
const views = fc.uniqueArray(label, { minLength: 1, maxLength: 6 }).chain((codes) =>
	fc
		.array(states, {
			minLength: codes.length * periods.length,
			maxLength: codes.length * periods.length
		})
		.map((found): TableView => {
			const grid = periods.flatMap(({ id }) => codes.map((code) => ({ period: id, code })));
			const cells = grid.map(({ period, code }, index): ViewCell => ({
				period,
				categories: [code],
				...(found[index] ?? { value: null, status: 'missing' })
			}));
			return { ...deploymentView, periods, cells, breaks: ['2026-W53'] };
		})
);

const statusOf: Readonly<Record<string, string>> = {
	AF: 'published',
	BF: 'published',
	QC: 'hidden',
	OF: 'missing'
};

/** What the file has to say about a view. */
function expected({ cells }: TableView): Row[] {
	return cells.map(({ period, categories: [code = ''], value, status }) => ({
		period,
		code: formula.test(code) ? `'${code}` : code,
		value,
		status
	}));
}

function toRow(record: Readonly<Record<string, unknown>>): Row {
	const { period, deployment, value, OBS_STATUS, CONF_STATUS } = record;
	return {
		period: String(period),
		code: String(deployment),
		value: value === '' || value === null ? null : Number(value),
		status: statusOf[`${String(OBS_STATUS)}${String(CONF_STATUS)}`] ?? ''
	};
}

describe('CSV read back', () => {
	let connection: DuckDBConnection;
	let file: string;
	let remove: () => Promise<void>;
	beforeAll(async () => {
		const temporary = await temporaryFolder();
		({ remove } = temporary);
		file = join(temporary.folder, 'table.csv');
		connection = await (await DuckDBInstance.create(':memory:')).connect();
	});
	afterAll(async () => {
		connection.closeSync();
		await remove();
	});

	async function readByDuckdb(text: string): Promise<Record<string, unknown>[]> {
		writeFileSync(file, text);
		const reader = await connection.runAndReadAll(
			`SELECT * FROM read_csv('${file}', header = true, delim = ',', quote = '"', escape = '"', new_line = '\\r\\n', auto_detect = false, null_padding = false,
				columns = {'period': 'VARCHAR', 'period_start': 'DATE', 'deployment': 'VARCHAR', 'measure': 'VARCHAR', 'value': 'BIGINT', 'OBS_STATUS': 'VARCHAR', 'CONF_STATUS': 'VARCHAR'})`
		);
		return reader.getRowObjectsJS();
	}

	test('by csv-parse gives every value, state and label, and as many rows as the grid has cells', () => {
		fc.assert(
			fc.property(views, (view) => {
				const text = toCsv(view);
				const records = parse<Record<string, string>>(text, {
					columns: true,
					record_delimiter: '\r\n'
				});
				expect(records.map(toRow)).toEqual(expected(view));
				const codes = new Set(view.cells.map(({ categories }) => categories[0]));
				expect(records).toHaveLength(view.periods.length * codes.size);
			}),
			{ numRuns: 60 }
		);
	});

	test('by DuckDB gives the same', async () => {
		await fc.assert(
			fc.asyncProperty(views, async (view) => {
				const records = await readByDuckdb(toCsv(view));
				expect(records.map(toRow)).toEqual(expected(view));
			}),
			{ numRuns: 40 }
		);
	});

	test('starts no formula: no text cell begins as one', () => {
		fc.assert(
			fc.property(views, (view) => {
				const records: string[][] = parse(toCsv(view), { record_delimiter: '\r\n' });
				expect(records.flat().filter((cell) => formula.test(cell))).toEqual([]);
			}),
			{ numRuns: 60 }
		);
	});

	test('has 2026-W53 with the Monday beside it, and B on the first numbers after a change of meaning', () => {
		const week = parsePeriod('2026-W53');
		expect(week.start).toBe('2026-12-28');
		const [, ...lines] = toCsv({ ...deploymentView, breaks: ['2026-W53'] }).split('\r\n');
		expect(lines[0]).toBe('2026-W53,2026-12-28,*,instances,120,B,F');
		expect(lines[2]).toBe("2026-W53,2026-12-28,'=cmd|other,instances,,Q,C");
		expect(lines[3]).toMatch(/,O,F$/);
	});
});
