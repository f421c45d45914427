// Whose release of a period counts, where several machines could publish: the one whose manifest came first. Parts come
// before it, so that a release that is there is whole; what lost does not stay, as two releases of a period would tell more
// than one.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '../../../schema/release.ts';
import { Log } from '../../log/log.ts';
import { toManifest } from '../earlier-manifests.ts';
import { partKey, partsFolder, releaseKey } from './keys.ts';
import { SharedStoreError, type SharedStore } from './shared-store.ts';

const log = new Log('shared');

/**
 * Offers a release to shared storage.
 *
 * @param folder of its files
 * @returns whether it is the release of its period there, from now on or already; if not, nothing of it is left there
 * @throws {SharedStoreError} when nobody knows: the next look at the storage tells
 */
export async function claimRelease(store: SharedStore, folder: string): Promise<boolean> {
	const bytes = await readFile(join(folder, 'release.json'));
	const manifest = toManifest(JSON.parse(bytes.toString('utf8')));
	for (const part of manifest.parts) {
		await store.write(partKey(manifest, part), await readFile(join(folder, part.file)));
	}
	const key = releaseKey(manifest);
	const isNew = await store.writeNew(key, bytes);
	const there = isNew ? bytes : await store.read(key);
	if (!there) throw new SharedStoreError(`${store.name} has lost ${key}`);
	await removeStrangers(store, manifest, there.toString('utf8'));
	return there.equals(bytes);
}

/** Removes what was offered for the period beside the release that counts, as its digests do not stand in `counting`. */
async function removeStrangers(
	store: SharedStore,
	manifest: Manifest,
	counting: string
): Promise<void> {
	try {
		const folder = partsFolder(manifest);
		for (const { key } of await store.list(folder)) {
			const digest = key.slice(folder.length, folder.length + 64);
			if (!counting.includes(digest)) await store.remove(key);
		}
	} catch (error) {
		if (!(error instanceof SharedStoreError)) throw error;
		log.warn(`parts of a release that was not published may be left behind: ${error.message}`);
	}
}
