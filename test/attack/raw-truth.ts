// The truth behind a published fleet, counted by queries that share nothing with the product's own.
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';

/** True count of every category of one kind in one period. */
export type Truth = ReadonlyMap<string, number>;

/** Raw heartbeats, readable week by week or month by month. */
export class RawTruth {
	readonly #connection: DuckDBConnection;

	private constructor(connection: DuckDBConnection) {
		this.#connection = connection;
	}

	static async read(heartbeatsFile: string): Promise<RawTruth> {
		const connection = await (await DuckDBInstance.create(':memory:')).connect();
		await connection.run(`
			CREATE TABLE raw AS
			SELECT *, CAST(sent_at AS TIMESTAMP) AS moment, CAST(moment AS DATE) AS day
			FROM read_ndjson('${heartbeatsFile}')`);
		await connection.run(`
			CREATE TABLE born AS SELECT instance_id, min(day) AS day FROM raw GROUP BY instance_id`);
		return new RawTruth(connection);
	}

	/** Counts of `expression` over instances that count in the half-open span of days. */
	async count(expression: string, start: string, end: string): Promise<Truth> {
		const reader = await this.#connection.runAndReadAll(`
			WITH span AS (SELECT * FROM raw WHERE day >= DATE '${start}' AND day < DATE '${end}'),
			active AS (
				SELECT
					instance_id,
					DATE '${end}' - greatest(born.day, DATE '${start}') - count(DISTINCT span.day) AS missed,
					list(concat_ws(' ', runtime.os, runtime.arch, runtime.cpu_count) ORDER BY moment) AS machines
				FROM span JOIN born USING (instance_id)
				GROUP BY instance_id, born.day
				HAVING count(DISTINCT span.day) >= 2 AND born.day <= DATE '${end}' - 8
			),
			last AS (
				SELECT span.*, missed, machines FROM span JOIN active USING (instance_id)
				QUALIFY row_number() OVER (PARTITION BY instance_id ORDER BY moment DESC) = 1
			)
			SELECT CAST(${expression} AS VARCHAR) AS category, CAST(count(*) AS INTEGER) AS units
			FROM last GROUP BY category`);
		const rows = z
			.array(z.object({ category: z.string(), units: z.number() }))
			.parse(reader.getRowObjectsJS());
		return new Map(rows.map(({ category, units }) => [category, units]));
	}

	/** Every instance id and every exact version text ever sent. */
	async secrets(): Promise<{ ids: string[]; versions: string[] }> {
		const column = async (expression: string) => {
			const reader = await this.#connection.runAndReadAll(
				`SELECT DISTINCT CAST(${expression} AS VARCHAR) AS text FROM raw`
			);
			return z
				.array(z.object({ text: z.string() }))
				.parse(reader.getRowObjectsJS())
				.map(({ text }) => text);
		};
		return { ids: await column('instance_id'), versions: await column('kodus.version') };
	}
}
