// Whom the store may not take any more, in the form in which every machine keeps it.
import type { Client } from 'pg';
import { z } from 'zod';
import { Tombstones } from '../../warehouse/erasure/tombstones.ts';
import { lockStore } from './append-lines.ts';
import { readStatement } from './statement.ts';

const ForgottenRow = z.object({ salt: z.string(), digest: z.string() });
const ErasedRow = z.object({ erased: z.coerce.number().int() });

/** Those that the store knows. */
export async function readTombstones(client: Client): Promise<Tombstones> {
	const { rows } = await client.query(
		'SELECT salt, digest FROM murmuration.forgotten ORDER BY salt, digest'
	);
	const digests = new Map<string, string[]>();
	for (const { salt, digest } of z.array(ForgottenRow).parse(rows)) {
		digests.set(salt, [...(digests.get(salt) ?? []), digest]);
	}
	return new Tombstones([...digests].map(([salt, known]) => ({ salt, digests: known })));
}

/**
 * Adds tombstones and erases what there is of the units that they name, in the transaction of whoever calls.
 *
 * @returns how many rows were erased
 */
export async function addTombstones(client: Client, { groups }: Tombstones): Promise<number> {
	await lockStore(client);
	for (const { salt, digests } of groups) {
		await client.query(
			'INSERT INTO murmuration.forgotten SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
			[salt, digests]
		);
	}
	const { rows } = await client.query(readStatement('erase_forgotten'));
	return ErasedRow.parse(rows[0]).erased;
}
