// Where usage records lie: tables for each dataset, made from its definition.
import type { Dataset } from '../../../schema/dataset.ts';
import type { RecordDefinition, RecordField } from '../../../schema/usage/record-definition.ts';
import type { KnownColumns } from '../../sources/csv-header.ts';
import { toLiteral } from '../../sql-literal.ts';
import type { Warehouse } from '../connection.ts';
import { fillLiterals } from '../load/literal.ts';
import { readStatement } from '../statement.ts';

/** A dataset that is made from usage records. */
export type UsageDataset = Dataset & { readonly record: RecordDefinition };

const types = {
	code: 'VARCHAR',
	set: 'VARCHAR[]',
	answer: 'BOOLEAN',
	version: 'VARCHAR',
	count: 'BIGINT',
	amount: 'DOUBLE'
} as const;

/** Prefix of all tables of usage records. */
export const usagePrefix = 'usage_';

/** Whether the units of a dataset come from usage records. */
export function isUsage(dataset: Dataset): dataset is UsageDataset {
	return dataset.record !== undefined;
}

/** Columns of a CSV file of a dataset's records. */
export function recordColumns({ record: { unit, time, fields } }: UsageDataset): KnownColumns {
	return {
		all: [unit, time, ...fields.map(({ id }) => id)],
		optional: fields.filter(({ optional }) => optional).map(({ id }) => id)
	};
}

/** `sql/<name>.sql` for a dataset; identifiers come from the definition, whose schema admits plain names only. */
export function usageStatement(
	{ id, record }: UsageDataset,
	name: string,
	literals: Readonly<Record<string, string>> = {}
): string {
	const table = `${usagePrefix}${id.replaceAll('-', '_')}`;
	// A literal of several lines would break out of a comment that names it.
	const sql = readStatement(name).replace(/^--.*\n/gm, '');
	return fillLiterals(sql, {
		rows: `"${table}"`,
		units: `"${table}_unit"`,
		aggregates: `"${table}_aggregate"`,
		columns: record.fields.map(toColumn).join(',\n\t'),
		structure: toLiteral(JSON.stringify([structureOf(record)])),
		...literals
	});
}

/** Makes the tables of a dataset where they are not there, and the columns of fields that are new in its definition. */
export async function openUsage(warehouse: Warehouse, dataset: UsageDataset): Promise<void> {
	await warehouse.run(usageStatement(dataset, 'usage_table'));
	for (const field of dataset.record.fields) {
		await warehouse.run(usageStatement(dataset, 'usage_column', { column: toColumn(field) }));
	}
}

function toColumn({ id, kind }: RecordField): string {
	return `"${id}" ${types[kind]}`;
}

/** A staged record as DuckDB reads it from JSON. */
function structureOf({ fields }: RecordDefinition): Record<string, string | readonly string[]> {
	const columns = fields.map(({ id, kind }) => [id, kind === 'set' ? [types.code] : types[kind]]);
	const own = { line: 'BIGINT', unit_id: 'UUID', week: 'DATE', row_key: 'VARCHAR' };
	return { ...own, ...(Object.fromEntries(columns) as Record<string, string>) };
}
