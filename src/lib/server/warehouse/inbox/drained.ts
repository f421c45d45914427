// How far each segment of the inbox is drained, kept in the warehouse so that it commits with what was drained.
import { z } from 'zod';
import type { Warehouse } from '../connection.ts';

/** A point in a segment: all before it is in the warehouse. */
export interface DrainedTo {
	readonly name: string;
	/** Bytes from the start of the file. */
	readonly drainedBytes: number;
	/** Fingerprint of the last line before that point. */
	readonly tail: string;
}

const SegmentRow = z
	.object({
		name: z.string(),
		drained_bytes: z.bigint().transform(Number),
		tail: z.string()
	})
	.transform(({ name, drained_bytes, tail }) => ({ name, drainedBytes: drained_bytes, tail }));

/** Every segment that was drained in part or in full and not yet forgotten, by name. */
export async function readDrained(warehouse: Warehouse): Promise<Map<string, DrainedTo>> {
	const rows = await warehouse.all('SELECT name, drained_bytes, tail FROM inbox_segment');
	return new Map(
		z
			.array(SegmentRow)
			.parse(rows)
			.map((row) => [row.name, row])
	);
}

/** Records how far a segment is drained; call it in the transaction that loads the bytes up to there. */
export async function recordDrained(
	warehouse: Warehouse,
	{ name, drainedBytes, tail }: DrainedTo
): Promise<void> {
	await forgetDrained(warehouse, name);
	await warehouse.run('INSERT INTO inbox_segment VALUES ($name, $drained, $tail)', {
		name,
		drained: drainedBytes,
		tail
	});
}

/** Forgets a segment whose file is gone. */
export async function forgetDrained(warehouse: Warehouse, name: string): Promise<void> {
	await warehouse.run('DELETE FROM inbox_segment WHERE name = $name', { name });
}
