import type { Client } from 'pg';
import { z } from 'zod';

/** A count, which comes as text. */
export const Count = z.coerce.number().int();

/** The rows of a question, each parsed. */
export async function readRows<Row>(
	client: Client,
	row: z.ZodType<Row>,
	sql: string,
	values?: unknown[]
): Promise<Row[]> {
	return z.array(row).parse((await client.query(sql, values)).rows);
}

/** The one row of a question that has one. */
export async function readRow<Row>(
	client: Client,
	row: z.ZodType<Row>,
	sql: string,
	values?: unknown[]
): Promise<Row> {
	return row.parse((await client.query(sql, values)).rows[0]);
}
