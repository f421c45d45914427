// DuckDB behind one small type: statements in, rows of plain JavaScript values out.
import { LIST, VARCHAR, listValue } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBInstance, DuckDBType, DuckDBValue } from '@duckdb/node-api';

/** A value for a `$name` in a statement. Days and times go as text and are cast there: `$since::DATE`. */
export type Parameter = string | number | bigint | boolean | null | readonly string[];
export type Parameters = Readonly<Record<string, Parameter>>;

/** A row by column name. BIGINT is a `bigint`, DATE and TIMESTAMP a `Date` in UTC: parse it with a row schema. */
export type Row = Record<string, unknown>;

/** The open warehouse. Statements run one after the other on one connection. */
export interface Warehouse {
	/** Absolute path of the folder that holds the database and everything written next to it. */
	readonly folder: string;
	all(sql: string, parameters?: Parameters): Promise<Row[]>;
	/** @returns the number of rows inserted, changed or deleted */
	run(sql: string, parameters?: Parameters): Promise<number>;
	/** Commits what `work` did, or nothing of it when `work` throws. */
	transaction<Result>(work: () => Promise<Result>): Promise<Result>;
	/** Stops the running statement, which then throws. A commit is not stopped, as nobody could tell how it ended. */
	interrupt(): void;
	/** Per cent of the running statement, -1 when DuckDB can't tell. */
	progress(): number;
	close(): void;
}

/** @param onClose called once everything is closed */
export function toWarehouse(
	folder: string,
	instance: DuckDBInstance,
	connection: DuckDBConnection,
	onClose: () => void
): Warehouse {
	const run = async (sql: string, parameters?: Parameters): Promise<number> =>
		(await connection.run(sql, toValues(parameters), listTypes(parameters))).rowsChanged;
	let isCommitting = false;
	return {
		folder,
		run,
		async all(sql, parameters) {
			const reader = await connection.runAndReadAll(
				sql,
				toValues(parameters),
				listTypes(parameters)
			);
			return reader.getRowObjectsJS();
		},
		async transaction(work) {
			await run('BEGIN TRANSACTION');
			const result = await work().catch(async (error: unknown) => {
				await run('ROLLBACK');
				throw error;
			});
			isCommitting = true;
			try {
				await run('COMMIT');
			} finally {
				isCommitting = false;
			}
			return result;
		},
		interrupt() {
			if (!isCommitting) connection.interrupt();
		},
		progress: () => connection.progress.percentage,
		close() {
			connection.closeSync();
			instance.closeSync();
			onClose();
		}
	};
}

function toValues(parameters: Parameters = {}): Record<string, DuckDBValue> {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [
			name,
			isList(value) ? listValue([...value]) : value
		])
	);
}

/** The driver can't tell the type of an empty list; everything else it can. */
function listTypes(parameters: Parameters = {}): Record<string, DuckDBType> {
	return Object.fromEntries(
		Object.entries(parameters)
			.filter(([, value]) => isList(value))
			.map(([name]) => [name, LIST(VARCHAR)])
	);
}

function isList(value: Parameter): value is readonly string[] {
	return Array.isArray(value);
}
