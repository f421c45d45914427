import { describe, expect, test } from 'vitest';
import { columnsOf } from '../../src/lib/export/columns.ts';
import { toCsvMetadata } from '../../src/lib/export/csv-metadata.ts';
import { toCsv } from '../../src/lib/export/csv.ts';
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

	test('quotes a lone line feed or carriage return, not only both together', () => {
		const cells = ['a\nb', 'a\rb'].map((code) => ({
			period: '2026-W53',
			categories: [code],
			value: 15,
			status: 'published' as const
		}));
		expect(toCsv({ ...deploymentView, cells })).toMatch(/,"a\nb",[^]*,"a\rb",/);
	});

	test('is described column by column', () => {
		const metadata = toCsvMetadata(deploymentView, 'deployment.csv') as {
			url: string;
			tableSchema: { columns: { name: string }[]; primaryKey: string[] };
		};
		expect(metadata.url).toBe('deployment.csv');
		expect(metadata.tableSchema.columns.map(({ name }) => name)).toEqual(
			columnsOf(deploymentView).map(({ name }) => name)
		);
		expect(metadata.tableSchema.primaryKey).toEqual(['period', 'deployment', 'measure']);
	});
});
