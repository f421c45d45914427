// A table or view in PostgreSQL whose columns are the fields of usage records, read week by week.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import type { RecordDefinition } from '../../../schema/usage/record-definition.ts';
import { SourceError } from '../source-error.ts';
import type { DatabaseAddress } from './database-address.ts';
import { ReadOnlySession, type Patience } from './read-only-session.ts';

/** Records of a week by its Monday, as `2026-05-04`; `undefined` where the database can't tell of which one they are. */
export interface WeekOfRecords {
	readonly week: string | undefined;
	readonly rows: number;
}

const tableName = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?$/;

/** More than a record may have: a longer one is cut, which refuses it. */
const longestRow = 8192;

const ColumnRows = z.array(z.object({ attname: z.string(), typname: z.string() }));
const WeekRows = z.array(z.object({ week: z.string().nullable(), rows: z.coerce.number() }));

/** What stands in a `FROM`, which columns are read as what, and the week of a row. */
interface Reading {
	readonly from: string;
	readonly columns: string;
	readonly week: string;
}

/** The records of one table; no column beside their fields is read. */
export class RecordTable {
	readonly #session: ReadOnlySession;
	readonly #table: string;
	readonly #record: RecordDefinition;

	/**
	 * @param table its name, with that of its schema and a dot before it where that is not found without
	 * @throws {SourceError} when it is no plain name
	 */
	constructor(
		address: DatabaseAddress,
		table: string,
		record: RecordDefinition,
		patience: Patience
	) {
		if (!tableName.test(table)) {
			throw new SourceError(
				`--table: expected a name like usage_records or telemetry.usage_records`
			);
		}
		this.#session = new ReadOnlySession(address, patience);
		this.#table = table;
		this.#record = record;
	}

	/** Every week with records, old to new, those of which the week is not known first. */
	async readWeeks(): Promise<WeekOfRecords[]> {
		return this.#ask(async (client, { from, week }) => {
			const { rows } = await client.query(
				`SELECT ${week}::text AS week, count(*)::text AS rows FROM ${from} GROUP BY 1 ORDER BY 1 NULLS FIRST`
			);
			return WeekRows.parse(rows).map((one) => ({ week: one.week ?? undefined, rows: one.rows }));
		});
	}

	/** Writes the records of the weeks from one to another to a new `file` that only this user may read, one JSON text per line. */
	async copy(first: string | undefined, last: string | undefined, file: string): Promise<void> {
		await this.#ask(async (client, { from, columns, week }) => {
			const within =
				first === undefined || last === undefined
					? `${week} IS NULL`
					: `${week} BETWEEN ${toDate(first)} AND ${toDate(last)}`;
			const order = this.#record.perWeek === 'one' ? ` ORDER BY "${this.#record.time}"` : '';
			const rows = client.query(
				copyTo(
					`COPY (SELECT left(to_jsonb(record)::text, ${longestRow}) FROM (SELECT ${columns} FROM ${from} WHERE ${within}${order}) AS record) TO STDOUT`
				)
			);
			await pipeline(rows, createWriteStream(file, { mode: 0o600 }));
		});
	}

	async close(): Promise<void> {
		await this.#session.close();
	}

	async #ask<Result>(work: (client: Client, reading: Reading) => Promise<Result>): Promise<Result> {
		return this.#session.ask(async (client) => work(client, await this.#find(client)));
	}

	async #find(client: Client): Promise<Reading> {
		const from = this.#table
			.split('.')
			.map((part) => `"${part}"`)
			.join('.');
		const { rows } = await client.query(
			`SELECT attname, typname FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
			WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`,
			[from]
		);
		const types = new Map(ColumnRows.parse(rows).map((row) => [row.attname, row.typname]));
		if (types.size === 0) throw new SourceError(`there is no table or view ${this.#table}`);
		const { unit, time, fields } = this.#record;
		const needed = [unit, time, ...fields.filter((one) => !one.optional).map(({ id }) => id)];
		const missing = needed.filter((name) => !types.has(name));
		if (missing.length > 0) {
			throw new SourceError(`${this.#table} has no column ${missing.join(', ')}`);
		}
		const own = fields.map(({ id }) => id).filter((id) => types.has(id));
		const type = types.get(time) ?? '';
		const columns = [unit, ...own].map((name) => `"${name}"`);
		return {
			from,
			columns: [...columns, `${toTime(time, type)} AS "${time}"`].join(', '),
			week: toWeek(`"${time}"`, type)
		};
	}
}

const isMoment = (type: string) => ['date', 'timestamp', 'timestamptz'].includes(type);

/** A record says the week where its definition asks for one, whatever the database has. */
function toTime(name: string, type: string): string {
	return name === 'week' && isMoment(type) ? `to_char("week", 'IYYY-"W"IW')` : `"${name}"`;
}

/** SQL of the Monday of a row; NULL where a text is no ISO week. */
function toWeek(column: string, type: string): string {
	if (isMoment(type)) return `date_trunc('week', ${column})::date`;
	return `CASE WHEN ${column}::text ~ '^[0-9]{4}-W[0-5][0-9]$' THEN to_date(${column}::text, 'IYYY-"W"IW') END`;
}

/** A day comes from a database, so it is checked before it stands in SQL. */
function toDate(day: string): string {
	return `DATE '${z.iso.date().parse(day)}'`;
}
