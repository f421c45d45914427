// The account of a soak: every acknowledged heartbeat once, on a day on which it may have been received; nothing else.
import { z } from 'zod';
import { instanceId } from '../../support/heartbeats.ts';
import type { Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { dayMs, dayOf } from './clock.ts';
import type { Sent } from './fleet.ts';

const Row = z.object({
	id: z.string(),
	day: z.string(),
	sent: z.bigint().transform(Number),
	number: z.number()
});
/** A heartbeat where it is kept; times in milliseconds since 1970. */
export type StoredRow = z.infer<typeof Row>;

/** Each list is empty when all is well. */
export interface Account {
	readonly rows: number;
	/** Heartbeats of which neither they themselves nor one that came later on their day is there. */
	readonly lost: readonly string[];
	/** Instances and days with two rows. */
	readonly doubled: readonly string[];
	/** Rows that nobody sent, at least not on that day. */
	readonly invented: readonly string[];
}

/** Instances of the soak; those that were loaded before it have higher numbers. */
export const mostInstances = 10_000;

/** Everything that the warehouse holds. */
export async function readWarehouse(warehouse: Warehouse): Promise<StoredRow[]> {
	return z.array(Row).parse(
		await warehouse.all(
			`SELECT instance_id::VARCHAR AS id, day::VARCHAR AS day, epoch_ms(sent_at) AS sent, active_users::INTEGER AS number
			FROM heartbeat`
		)
	);
}

/** Those that were there before the soak. */
export function countOld(stored: readonly StoredRow[]): number {
	return stored.filter(isOld).length;
}

/** Compares what is kept with what was sent until `before`, in milliseconds since 1970 by the clock of the soak. */
export function settle(
	stored: readonly StoredRow[],
	sent: readonly Sent[],
	{ before = Infinity, keptFrom = '' } = {}
): Account {
	const rows = stored.filter((row) => !isOld(row));
	const byKey = groupRows(rows);
	const due = sent.filter(
		({ acknowledged, to, from }) =>
			acknowledged && to < before && dayOf(from - 2 * dayMs) >= keptFrom
	);
	return {
		rows: rows.length,
		lost: due.filter((one) => !isThere(one, byKey)).map(nameOf),
		doubled: [...byKey].filter(([, same]) => same.length > 1).map(([key]) => key),
		invented: findInvented(rows, sent)
	};
}

function isOld({ id }: StoredRow): boolean {
	return id >= instanceId(mostInstances);
}

function groupRows(rows: readonly StoredRow[]): Map<string, StoredRow[]> {
	const byKey = new Map<string, StoredRow[]>();
	for (const row of rows) byKey.set(keyOf(row), [...(byKey.get(keyOf(row)) ?? []), row]);
	return byKey;
}

/** A later one has a higher number, or came later by the clock, which may be set back while one is on its way. */
function isThere(one: Sent, byKey: ReadonlyMap<string, readonly StoredRow[]>): boolean {
	const id = instanceId(one.instance);
	return [...one.days].some((day) =>
		byKey
			.get(keyOf({ id, day }))
			?.some(({ number, sent }) => number >= one.number || sent >= one.from)
	);
}

function findInvented(rows: readonly StoredRow[], sent: readonly Sent[]): string[] {
	const known = new Set(
		sent.flatMap(({ instance, number, days }) =>
			[...days].map((day) => `${keyOf({ id: instanceId(instance), day })} ${number}`)
		)
	);
	return rows.map((row) => `${keyOf(row)} ${row.number}`).filter((key) => !known.has(key));
}

function keyOf({ id, day }: Pick<StoredRow, 'id' | 'day'>): string {
	return `${id} ${day}`;
}

function nameOf({ instance, number, from }: Sent): string {
	return `${instance}: ${number} at ${new Date(from).toISOString()}`;
}
