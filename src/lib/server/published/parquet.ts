// A table as Parquet: the columns of its CSV, typed.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { csvColumns, toRows } from '../../export/csv.ts';
import type { TableView } from '../../schema/table-view.ts';

const columnTypes: Readonly<Record<string, string>> = { period_start: 'DATE', value: 'DOUBLE' };

/** Writes a view as one Parquet file, zstd-compressed; the same view gives the same bytes. */
export async function toParquet(view: TableView): Promise<Uint8Array<ArrayBuffer>> {
	const columns = csvColumns(view);
	const selected = columns.map((name, index) => {
		const type = columnTypes[name] ?? 'VARCHAR';
		return `CAST(row[${index + 1}] AS ${type}) AS "${name.replaceAll('"', '""')}"`;
	});
	const folder = await mkdtemp(join(tmpdir(), 'murmuration-'));
	const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
	const connection = await instance.connect();
	try {
		await connection.run(
			`CREATE TABLE cell AS SELECT ${selected.join(', ')} FROM (SELECT unnest(from_json($rows, '[["VARCHAR"]]')) AS row)`,
			{ rows: JSON.stringify(toRows(view)) }
		);
		const file = join(folder, 'table.parquet');
		await connection.run(
			`COPY cell TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`
		);
		return Uint8Array.from(await readFile(file));
	} finally {
		connection.closeSync();
		instance.closeSync();
		await rm(folder, { recursive: true, force: true });
	}
}
