// Whom nobody may bring back: digests of the ids of units that were forgotten, never the ids. They lie beside the
// database, so that an older one that takes its place is held to them as well.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../../durable.ts';
import { toLiteral } from '../../sql-literal.ts';

/** Name of the file in the folder of the warehouse. */
export const tombstoneFile = 'forgotten.json';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** Digests that were made with one salt; folders that grew apart have salts of their own. */
const Group = z.strictObject({
	salt: z.string().regex(/^[0-9a-f]{32}$/),
	digests: z.array(digest)
});
const Stored = z.strictObject({ version: z.literal(1), groups: z.array(Group) });
type Group = z.infer<typeof Group>;

/** The units that were forgotten. */
export class Tombstones {
	readonly #groups: readonly Group[];
	readonly #digests: ReadonlySet<string>;

	constructor(groups: readonly Group[] = []) {
		this.#groups = groups;
		this.#digests = new Set(groups.flatMap(({ digests }) => digests));
	}

	get groups(): readonly Group[] {
		return this.#groups;
	}

	get isEmpty(): boolean {
		return this.#digests.size === 0;
	}

	get size(): number {
		return this.#groups.reduce((sum, { digests }) => sum + digests.length, 0);
	}

	/** @param id a UUID, in whatever case */
	has(id: string): boolean {
		return this.#groups.some(({ salt }) => this.#digests.has(toDigest(salt, id)));
	}

	/** A condition in SQL that holds where `column`, a UUID, is none of them, and where it is NULL. */
	toSql(column: string): string {
		if (this.isEmpty) return 'true';
		const spared = this.#groups
			.filter(({ digests }) => digests.length > 0)
			.map(
				({ salt, digests }) =>
					`sha256(concat(${toLiteral(salt)}, ${column}::VARCHAR)) NOT IN (${digests.map(toLiteral).join(', ')})`
			);
		return `(${column} IS NULL OR (${spared.join(' AND ')}))`;
	}

	/** With one more; the same when it is there already. */
	with(id: string): Tombstones {
		if (this.has(id)) return this;
		const [first = { salt: randomBytes(16).toString('hex'), digests: [] }, ...rest] = this.#groups;
		const grown = { ...first, digests: [...first.digests, toDigest(first.salt, id)] };
		return new Tombstones([grown, ...rest]);
	}

	/** Those of both. */
	and({ groups }: Tombstones): Tombstones {
		const salts = [...new Set([...this.#groups, ...groups].map(({ salt }) => salt))];
		return new Tombstones(
			salts.map((salt) => {
				const same = [...this.#groups, ...groups].filter((group) => group.salt === salt);
				return { salt, digests: [...new Set(same.flatMap(({ digests }) => digests))] };
			})
		);
	}
}

/** Those of a folder; none without a file. */
export function readTombstones(folder: string): Tombstones {
	try {
		const text = readFileSync(join(folder, tombstoneFile), 'utf8');
		return new Tombstones(Stored.parse(JSON.parse(text)).groups);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
			return new Tombstones();
		}
		throw error;
	}
}

/** Writes the file whole and durably, for this user alone. */
export async function writeTombstones(folder: string, { groups }: Tombstones): Promise<void> {
	await writeWhole(join(folder, tombstoneFile), `${JSON.stringify({ version: 1, groups })}\n`);
}

function toDigest(salt: string, id: string): string {
	return createHash('sha256').update(`${salt}${id.toLowerCase()}`).digest('hex');
}
