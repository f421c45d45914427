import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { columnsOf } from '../../../src/lib/export/columns.ts';
import { toRows } from '../../../src/lib/export/csv.ts';
import { toParquet } from '../../../src/lib/server/published/parquet.ts';
import { temporaryFolder } from '../../support/murmuration.ts';
import { deploymentView } from '../../support/table-view.ts';

test('Parquet holds the rows of the CSV, hidden values as NULL, and repeats byte for byte', async () => {
	const { folder, remove } = await temporaryFolder();
	try {
		const bytes = await toParquet(deploymentView);
		expect(Buffer.from(await toParquet(deploymentView)).equals(bytes)).toBe(true);
		const file = join(folder, 'table.parquet');
		writeFileSync(file, bytes);
		const connection = await (await DuckDBInstance.create(':memory:')).connect();
		const reader = await connection.runAndReadAll(
			`SELECT * REPLACE (period_start::VARCHAR AS period_start) FROM '${file}'`
		);
		expect(reader.columnNames()).toEqual(columnsOf(deploymentView).map(({ name }) => name));
		expect(reader.getRowsJS()).toEqual(toRows(deploymentView));
	} finally {
		await remove();
	}
});
