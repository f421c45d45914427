// A table as Parquet: the columns of its CSV, typed.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columnsOf, type Column } from '../../export/columns.ts';
import { toRows } from '../../export/csv.ts';
import type { TableView } from '../../schema/table-view.ts';
import { withMemoryDatabase } from '../memory-database.ts';
import { toLiteral } from '../sql-literal.ts';

const sqlTypes: Readonly<Record<Column['type'], string>> = {
	text: 'VARCHAR',
	date: 'DATE',
	number: 'DOUBLE'
};

/** Writes a view as one Parquet file, zstd-compressed; the same view gives the same bytes. */
export async function toParquet(view: TableView): Promise<Uint8Array<ArrayBuffer>> {
	const selected = columnsOf(view).map(
		({ name, type }, index) =>
			`CAST(row[${index + 1}] AS ${sqlTypes[type]}) AS "${name.replaceAll('"', '""')}"`
	);
	const folder = await mkdtemp(join(tmpdir(), 'murmuration-'));
	try {
		const file = join(folder, 'table.parquet');
		await withMemoryDatabase(async (connection) => {
			await connection.run(
				`CREATE TABLE cell AS SELECT ${selected.join(', ')} FROM (SELECT unnest(from_json($rows, '[["VARCHAR"]]')) AS row)`,
				{ rows: JSON.stringify(toRows(view)) }
			);
			await connection.run(`COPY cell TO ${toLiteral(file)} (FORMAT parquet, COMPRESSION zstd)`);
		});
		return Uint8Array.from(await readFile(file));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
