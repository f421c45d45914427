// Tables: what there is, and each in every form.
import { z } from 'zod';
import { Explanation } from '../../explain/explanation.ts';
import { CsvMetadata } from '../../export/csv-metadata.ts';
import { TableJson } from '../../export/table-json.ts';
import { PeriodId } from '../../schema/period.ts';
import { Catalog } from '../published/catalog.ts';
import { CsvRange, TableRange } from '../published/table-query.ts';
import type { Operation } from './operation.ts';

const table = '/api/v1/datasets/{dataset}/tables/{table}';
const common = { method: 'get', tag: 'Tables', query: TableRange } as const;
const others = [304, 400, 404] as const;

export const tables: readonly Operation[] = [
	{
		method: 'get',
		tag: 'Tables',
		path: '/api/v1/datasets',
		summary: 'Datasets with their tables, dimensions, periods and policy',
		success: { 'application/json': Catalog },
		others: [304]
	},
	{
		...common,
		path: table,
		summary: 'A table as JSON',
		description:
			'The grid is dense: every category published anywhere in the range stands in every period. A cell is a number, hidden, or missing; the last two have no value, which is not zero. `*` is all of a dimension, `other` the merged rest.',
		success: { 'application/json': TableJson },
		others
	},
	{
		...common,
		path: `${table}.csv`,
		query: CsvRange,
		summary: 'A table as CSV',
		description:
			'RFC 4180 in UTF-8. Columns are addressed by name; OBS_STATUS is A or B for a number, Q for hidden, L for not collected then, O for nothing received. `excel=1` begins with a byte order mark.',
		success: { 'text/csv; charset=utf-8; header=present': 'text' },
		others
	},
	{
		...common,
		path: `${table}.parquet`,
		summary: 'A table as Parquet',
		success: { 'application/vnd.apache.parquet': 'bytes' },
		others
	},
	{
		...common,
		path: `${table}.zip`,
		summary: 'A table with the description of its columns and its method',
		success: { 'application/zip': 'bytes' },
		others
	},
	{
		...common,
		path: `${table}.csv-metadata.json`,
		summary: 'What the columns of a CSV hold (CSV on the Web)',
		success: { 'application/csvm+json': CsvMetadata },
		others
	},
	{
		method: 'get',
		tag: 'Tables',
		path: `${table}/explain`,
		summary: 'What one cell is and which published numbers come nearest where it is hidden',
		query: z.strictObject({ period: PeriodId }),
		otherParameters: 'A category for each dimension of the table; all of it where one is left out.',
		success: { 'application/json': Explanation },
		others
	}
];
