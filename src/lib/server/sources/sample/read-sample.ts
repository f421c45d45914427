// A sample of records as a table of a database in memory, and what each of its columns holds.
import { basename } from 'node:path';
import { existsSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { toLiteral } from '../../sql-literal.ts';
import { SourceError } from '../source-error.ts';

/** A column of a sample. */
export interface SampleColumn {
	readonly name: string;
	/** As DuckDB calls it: `BIGINT`, `VARCHAR[]`, `STRUCT(…)`. */
	readonly type: string;
	/** Records that have a value there. */
	readonly known: number;
	readonly distinct: number;
	/** Its values, or those in its lists, the most frequent first, as texts; not all where there are many. */
	readonly values: readonly string[];
}

const readers = {
	ndjson: "read_json($file, format = 'newline_delimited')",
	jsonl: "read_json($file, format = 'newline_delimited')",
	// A version such as 2025.4.4 is no day.
	csv: "read_csv($file, auto_type_candidates = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'VARCHAR'])",
	parquet: 'read_parquet($file)'
} as const;
const mostRows = 200_000;
const mostValues = 1000;

const Described = z.array(z.object({ column_name: z.string(), column_type: z.string() }));
const Counted = z.object({
	known: z.bigint().transform(Number),
	distinct: z.bigint().transform(Number)
});
const Values = z.array(z.object({ value: z.string() }));
const Rows = z.object({ rows: z.bigint().transform(Number) });

/**
 * Reads the first records of a file into the table `sample`.
 *
 * @returns its columns in their order, and how many records there are
 * @throws {SourceError} when it can't be read
 */
export async function readSample(
	connection: DuckDBConnection,
	file: string
): Promise<{ readonly columns: readonly SampleColumn[]; readonly rows: number }> {
	const name = basename(file);
	const kind = /\.(ndjson|jsonl|csv|parquet)(\.gz)?$/i.exec(name)?.[1]?.toLowerCase();
	if (!existsSync(file)) throw new SourceError(`${file}: no such file`);
	if (kind === undefined) {
		throw new SourceError(
			`${name}: unknown kind of file, expected .ndjson, .jsonl or .csv, each also with .gz, or .parquet`
		);
	}
	const reader = readers[kind as keyof typeof readers].replace('$file', toLiteral(file));
	try {
		await connection.run(`CREATE TEMP TABLE sample AS FROM ${reader} LIMIT ${mostRows}`);
	} catch (error) {
		throw new SourceError(`${name}: can't be read as ${kind}`, { cause: error });
	}
	const all = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
	const { rows } = Rows.parse((await all('SELECT count(*) AS rows FROM sample'))[0]);
	if (rows === 0) throw new SourceError(`${name}: the file is empty`);
	const columns: SampleColumn[] = [];
	for (const one of Described.parse(await all('DESCRIBE sample'))) {
		const column = quote(one.column_name);
		const item = isList(one.column_type) ? `unnest(${column})` : column;
		const counts = `SELECT count(${column}) AS known, count(DISTINCT ${column}) AS distinct FROM sample`;
		columns.push({
			name: one.column_name,
			type: one.column_type,
			...Counted.parse((await all(counts))[0]),
			values: Values.parse(
				await all(
					`SELECT value::VARCHAR AS value FROM (SELECT ${item} AS value FROM sample)
					WHERE value IS NOT NULL GROUP BY value ORDER BY count(*) DESC, value LIMIT ${mostValues}`
				)
			).map(({ value }) => value)
		});
	}
	return { columns, rows };
}

/** Whether a type is a list of texts. */
export function isList(type: string): boolean {
	return type === 'VARCHAR[]';
}

/** A name of a column as an identifier. */
export function quote(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}
