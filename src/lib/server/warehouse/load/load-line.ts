// Every kind of file becomes the same thing: the view `load_line`, one heartbeat in JSON per row.
import { z } from 'zod';
import { SourceError } from '../../sources/source-error.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import { toLiteral } from '../../sql-literal.ts';
import type { Tombstones } from '../erasure/tombstones.ts';
import { fillLiterals, toColumnsLiteral, toPathLiteral } from './literal.ts';
import { readStatement } from '../statement.ts';
import type { Warehouse } from '../connection.ts';

const ColumnRow = z.object({ column_name: z.string(), column_type: z.string() });

/**
 * Points `load_line` at `source`, and says how its lines are spelled where nothing is odd about them.
 *
 * @param csv the statement that makes records of the cells of a CSV file; heartbeats by default
 */
export async function openLines(
	warehouse: Warehouse,
	source: SourceFile,
	csv = 'load_line_csv'
): Promise<void> {
	const statement =
		source.format === 'csv' ? csv : `load_line_${await lineKind(warehouse, source)}`;
	const spelling = source.format === 'postgres' ? 'jsonb' : 'compact';
	await warehouse.run(readStatement(`load_spelling_${spelling}`));
	await warehouse.run(
		fillLiterals(readStatement(statement), {
			file: toPathLiteral(source.path),
			compression: toLiteral(source.gzip ? 'gzip' : 'none'),
			columns: toColumnsLiteral(source.columns)
		})
	);
}

/**
 * Points `load_checked` at `load_line`, less the lines of units in `tombstones`. A line that is not JSON makes it fail,
 * or, when `tolerant`, is a row that is not proven; tolerance parses every line twice.
 */
export async function openChecked(
	warehouse: Warehouse,
	tombstones: Tombstones,
	tolerant: boolean
): Promise<void> {
	const json = tolerant ? 'CASE WHEN json_valid(raw) THEN raw END' : 'raw';
	const kept = tombstones.toSql('t.instance_id');
	await warehouse.run(fillLiterals(readStatement('load_checked'), { json, kept }));
}

/** Whether `error` only means that some line needs the judgement of the schema. */
export function isUnproven(error: unknown): boolean {
	return error instanceof Error && /unproven line|Malformed JSON/.test(error.message);
}

/** Number of the first row in the file, as an editor shows it. */
export function firstLineOf(source: SourceFile): number {
	return source.format === 'csv' ? 2 : 1;
}

/** What a failed read of `source` means; errors that are not about the file come back as they are. */
export function toReadError(error: unknown, source: SourceFile): unknown {
	if (!(error instanceof Error) || !/^(Invalid Input|IO|Conversion) Error/.test(error.message)) {
		return error;
	}
	const line = /\bLine: (\d+)/.exec(error.message)?.[1];
	const where = line === undefined ? source.name : `${source.name}: line ${line}`;
	const reason =
		[
			{ sign: /not utf-8|invalid unicode/i, reason: 'not UTF-8' },
			{ sign: /maximum line size/i, reason: 'longer than 2 MB' },
			{
				sign: /Expected Number of Columns/i,
				reason: 'not as many cells as the header has columns'
			},
			{ sign: /quote/i, reason: 'a quote is not closed' }
		].find(({ sign }) => sign.test(error.message))?.reason ?? `can't be read as ${source.format}`;
	return new SourceError(`${where}: ${reason}; nothing of the file was loaded`, { cause: error });
}

async function lineKind(warehouse: Warehouse, source: SourceFile): Promise<string> {
	if (source.format !== 'parquet') return 'ndjson';
	const columns = z.array(ColumnRow).parse(
		await warehouse.all(
			'SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet($file))',
			{
				file: source.path
			}
		)
	);
	const time = columns.find(({ column_name }) => column_name === 'sent_at');
	return time?.column_type.startsWith('TIMESTAMP') === true ? 'parquet_time' : 'parquet';
}
