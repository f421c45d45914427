// The cells of one release, as its file holds them.
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { PublishedCell } from '../../schema/cell.ts';

/** Reads `cells.parquet`; every row is checked. */
export async function readCells(
	connection: DuckDBConnection,
	file: string
): Promise<PublishedCell[]> {
	const reader = await connection.runAndReadAll(
		'SELECT "table", categories, measure, value, status FROM read_parquet($file)',
		{ file }
	);
	return z.array(PublishedCell).parse(reader.getRowObjectsJS());
}
