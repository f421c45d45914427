import { readdirSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { fillLiterals, toColumnsLiteral } from '../../../src/lib/server/warehouse/load/literal.ts';
import { toLiteral } from '../../../src/lib/server/sql-literal.ts';
import { migrationsAfter } from '../../../src/lib/server/warehouse/migrations/migrations.ts';
import { readStatement } from '../../../src/lib/server/warehouse/statement.ts';
import { csvColumns } from './csv.ts';
import { temporaryFile } from './temporary-warehouse.ts';

const folder = new URL('../../../src/lib/server/warehouse/sql/', import.meta.url);
/** Parts of other statements. */
const parts = ['records_usage'];
const names = readdirSync(folder)
	.map((file) => file.replace(/\.sql$/, ''))
	.filter((name) => !parts.includes(name));
/** Statements others build on, in the order in which a load runs them. */
const first = [
	'load_line_ndjson',
	'load_spelling_compact',
	'load_checked',
	'load_suspect',
	'load_contender',
	'load_seen',
	'usage_table',
	'usage_stage'
];

/** What a definition fills in where a statement fits any usage records. */
const usageLiterals = {
	rows: '"usage_a"',
	units: '"usage_a_unit"',
	aggregates: '"usage_a_aggregate"',
	columns: '"tool" VARCHAR, "sessions" BIGINT',
	column: '"os" VARCHAR',
	structure: `'[{"line": "BIGINT", "unit_id": "UUID", "week": "DATE", "row_key": "VARCHAR"}]'`,
	single: 'tool: "tool"',
	order: '"tool"',
	weight: '"sessions"',
	sets: ', list_distinct(list("tool")) AS tools'
};

/** What a table of sums fills in. */
const sumLiterals = {
	records: "(SELECT 0 AS rowid, 'a' AS tool, 1 AS calls) AS register",
	raw: 'register."tool"',
	most: '9',
	amount: 'register."calls"',
	known: 'true'
};

test('every statement binds against the migrated schema, and its header names its parameters', async () => {
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	for (const migration of migrationsAfter(0)) await connection.run(migration);
	await connection.run('CREATE TEMP TABLE load_accepted (raw VARCHAR)');
	await connection.run('CREATE TEMP TABLE leaving AS FROM heartbeat');
	await connection.run('CREATE TEMP TABLE register (tool VARCHAR, calls BIGINT)');
	const ndjson = toLiteral(temporaryFile('a.ndjson', '{}\n'));
	const parquet = temporaryFile('a.parquet', '');
	await connection.run(`COPY (SELECT now()::TIMESTAMP AS sent_at) TO ${toLiteral(parquet)}`);
	for (const name of [...first, ...names.filter((other) => !first.includes(other))]) {
		const text = readStatement(name);
		const isOfRecords = name.includes('usage');
		const sql = fillLiterals(
			isOfRecords || ['amounts', 'division'].includes(name) ? text.replace(/^--.*\n/gm, '') : text,
			{
				...(isOfRecords && usageLiterals),
				...(['amounts', 'division'].includes(name) && sumLiterals),
				file: name.includes('parquet') ? toLiteral(parquet) : ndjson,
				compression: "'none'",
				...((!isOfRecords || name === 'usage_line_csv') && {
					columns: toColumnsLiteral(csvColumns)
				}),
				json: 'raw',
				kept: 'true'
			}
		);
		const statements = await connection.extractStatements(sql);
		for (let index = 0; index < statements.count; index += 1) {
			const statement = await statements.prepare(index);
			for (let parameter = 1; parameter <= statement.parameterCount; parameter += 1) {
				const parameterName = statement.parameterName(parameter);
				expect(text, name).toMatch(new RegExp(`^-- .*\\$${parameterName}\\b`, 'm'));
				if (['load_contender', 'load_seen'].includes(name)) statement.bindInteger(parameter, -1);
			}
			const isLast = index === statements.count - 1;
			if (!isLast || first.includes(name)) await statement.run();
		}
		expect(statements.count, name).toBeGreaterThan(0);
	}
	connection.closeSync();
	instance.closeSync();
});
