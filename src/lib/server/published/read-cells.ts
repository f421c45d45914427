// The cells of one release, as its file holds them.
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { PublishedCell } from '../../schema/cell.ts';

/** Files of releases without sums have no `step`. */
const StoredCell = z
	.looseObject({ step: z.number().nullish() })
	.transform(({ step, ...cell }) => (step ? { ...cell, step } : cell))
	.pipe(PublishedCell);

/** Reads `cells.parquet`; every row is checked. */
export async function readCells(
	connection: DuckDBConnection,
	file: string
): Promise<PublishedCell[]> {
	const reader = await connection.runAndReadAll('SELECT * FROM read_parquet($file)', { file });
	return z.array(StoredCell).parse(reader.getRowObjectsJS());
}
