// The shares on disk: one file each, `shares/{id}.json`, and beside it the folder of what an archived one froze.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Share, ShareId } from '../../schema/share.ts';
import { writeWhole } from '../durable.ts';
import { absent, listFolder } from '../published/folder.ts';

/** The file's own fields; its id is its name. */
const OwnFields = Share.omit({ id: true });

/** The first shares said whether their chart has pictures, which all have by now. */
const StoredShare = OwnFields.extend({ isDrawn: z.boolean().optional() }).transform((stored) =>
	OwnFields.strip().parse(stored)
);

/** A name for a new share that nobody can guess. */
export function newShareId(): string {
	return randomBytes(12).toString('hex');
}

/** Reads and writes shares. Nothing is kept in memory: the next request after a revocation must see it. */
export class ShareStore {
	readonly #folder: string;

	/** @param dataFolder folder in which `shares/` lies or will lie */
	constructor(dataFolder: string) {
		this.#folder = join(dataFolder, 'shares');
	}

	/** All shares, the newest first. */
	async list(): Promise<Share[]> {
		const names = await listFolder(this.#folder);
		const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
		const shares = (await Promise.all(ids.map((id) => this.read(id)))).filter(
			(share) => share !== undefined
		);
		return shares.sort((a, b) => (a.created < b.created ? 1 : -1));
	}

	/**
	 * The share of that id, or `undefined`.
	 *
	 * @throws when its file holds none: what is locked can't be told then, so nothing may be opened
	 */
	async read(id: string): Promise<Share | undefined> {
		if (!ShareId.safeParse(id).success) return undefined;
		const text = await readFile(this.#fileOf(id), 'utf8').catch(absent);
		return text === undefined ? undefined : { id, ...StoredShare.parse(JSON.parse(text)) };
	}

	/** Writes a share; a reader sees the whole of it or what was there before. */
	async write(share: Share): Promise<void> {
		const { id, ...stored } = share;
		await mkdir(this.#folder, { recursive: true, mode: 0o700 });
		await writeWhole(this.#fileOf(id), `${JSON.stringify(stored, null, '\t')}\n`);
	}

	/** Revokes a share for ever; what it was before stays listed. `undefined` when there is none of that id. */
	async revoke(id: string, now: number): Promise<Share | undefined> {
		const share = await this.read(id);
		if (!share || share.revoked !== null) return share;
		const revoked = { ...share, revoked: new Date(now).toISOString() };
		await this.write(revoked);
		return revoked;
	}

	/** Where an archived share keeps its files. */
	archiveOf(id: string): string {
		return join(this.#folder, ShareId.parse(id));
	}

	#fileOf(id: string): string {
		return join(this.#folder, `${id}.json`);
	}
}
