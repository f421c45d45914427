import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvColumns, toCsv, toCsvMetadata } from '../../src/lib/export/csv.ts';
import type { TableView } from '../../src/lib/schema/table-view.ts';
import { deploymentView } from '../support/table-view.ts';

describe('CSV', () => {
	test('is RFC 4180 with CRLF, one header row and SDMX codes', () => {
		expect(toCsv(deploymentView)).toBe(
			[
				'period,period_start,deployment,measure,value,OBS_STATUS,CONF_STATUS',
				'2026-W53,2026-12-28,*,instances,120,A,F',
				'2026-W53,2026-12-28,docker,instances,110,A,F',
				"2026-W53,2026-12-28,'=cmd|other,instances,,Q,C",
				'2027-W01,2027-01-04,*,instances,,O,F',
				'2027-W01,2027-01-04,docker,instances,,O,F',
				"2027-W01,2027-01-04,'=cmd|other,instances,,O,F",
				''
			].join('\r\n')
		);
	});

	test('has a byte order mark only when asked for', () => {
		expect(toCsv(deploymentView).charCodeAt(0)).not.toBe(0xfeff);
		expect(toCsv(deploymentView, { excel: true }).charCodeAt(0)).toBe(0xfeff);
	});

	test('gives every text cell back, behind a quote where a spreadsheet would calculate', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, unit: 'binary' }), (code) => {
				const view: TableView = {
					...deploymentView,
					cells: [{ period: '2026-W53', categories: [code], value: 15, status: 'published' }]
				};
				const [row] = parse<Record<string, string>>(toCsv(view), {
					columns: true,
					record_delimiter: '\r\n'
				});
				const dangerous = /^[=+\-@\t\r＝＋－＠]/.test(code);
				expect(row?.['deployment']).toBe(dangerous ? `'${code}` : code);
				expect(row?.['value']).toBe('15');
			})
		);
	});

	test('is described column by column', () => {
		const metadata = toCsvMetadata(deploymentView, 'deployment.csv') as {
			url: string;
			tableSchema: { columns: { name: string }[]; primaryKey: string[] };
		};
		expect(metadata.url).toBe('deployment.csv');
		expect(metadata.tableSchema.columns.map(({ name }) => name)).toEqual(
			csvColumns(deploymentView)
		);
		expect(metadata.tableSchema.primaryKey).toEqual(['period', 'deployment', 'measure']);
	});
});
