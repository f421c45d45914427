// The published folder as a mirror of shared storage: a release that is there comes here as a whole and stays for ever. What
// is not whole, or is not the release that is here, is refused, and what is here goes on being served.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../../schema/release.ts';
import { ManifestError, toManifest } from '../earlier-manifests.ts';
import { absent } from '../folder.ts';
import { placeFolder, removeLeftovers } from '../place-folder.ts';
import { folders, parseReleaseKey, partKey, type ReleaseName } from './keys.ts';
import type { SharedObject, SharedStore } from './shared-store.ts';

/** What is there and can't be taken, and why. */
export interface RefusedRelease extends ReleaseName {
	readonly reason: string;
}

/** What came of a look at the releases that are shared. */
export interface Look {
	/** Names of all objects that are releases. */
	readonly there: ReadonlySet<string>;
	readonly taken: readonly ReleaseName[];
	readonly refused: readonly RefusedRelease[];
}

type Verdict = 'here' | 'taken' | { readonly reason: string };

const temporaryPrefix = '.mirror-';
/** Releases that are fetched at once. */
const atOnce = 8;
/** The files of a release; whatever else a manifest names is nothing to write to a disk. */
const partFiles = ['cells.parquet', 'certificate.json'];

/** Takes what is new. */
export class Mirror {
	readonly #root: string;
	readonly #store: SharedStore;
	/** What became of an object that does not change, by its name. */
	readonly #settled = new Map<string, { readonly version: string; readonly verdict: Verdict }>();

	/** @param root folder of the published releases */
	constructor(root: string, store: SharedStore) {
		this.#root = root;
		this.#store = store;
	}

	/**
	 * Takes every release that is not here yet.
	 *
	 * @throws {SharedStoreError} when the storage is away; what was taken until then stays
	 */
	async look(): Promise<Look> {
		const objects = (await this.#store.list(folders.releases)).flatMap((object) => {
			const name = parseReleaseKey(object.key);
			return name ? [{ object, name }] : [];
		});
		const taken: ReleaseName[] = [];
		const refused: RefusedRelease[] = [];
		for (let first = 0; first < objects.length; first += atOnce) {
			const some = objects.slice(first, first + atOnce);
			const verdicts = await Promise.all(some.map((one) => this.#judge(one.object, one.name)));
			for (const [index, { name }] of some.entries()) {
				const verdict = verdicts[index];
				if (verdict === 'taken') taken.push(name);
				else if (typeof verdict === 'object') refused.push({ ...name, ...verdict });
			}
		}
		return { there: new Set(objects.map(({ object }) => object.key)), taken, refused };
	}

	async #judge(object: SharedObject, name: ReleaseName): Promise<Verdict> {
		const { key, version } = object;
		const target = join(this.#root, name.dataset, name.granularity, name.period);
		const isHere = (await stat(target).catch(absent)) !== undefined;
		const settled = this.#settled.get(key);
		if (isHere && settled?.version === version) return settled.verdict;
		const bytes = await this.#store.read(key);
		if (!bytes) return 'here';
		const verdict = isHere ? await compare(target, bytes) : await this.#take(object, name, bytes);
		this.#settled.set(key, { version, verdict: verdict === 'taken' ? 'here' : verdict });
		return verdict;
	}

	async #take(object: SharedObject, name: ReleaseName, bytes: Buffer): Promise<Verdict> {
		const manifest = parseManifest(bytes, name);
		if ('reason' in manifest) return manifest;
		const files = new Map([['release.json', bytes]]);
		for (const part of manifest.parts) {
			const content = await this.#store.read(partKey(name, part));
			if (!content) return { reason: `${part.file} is not there` };
			if (!isPart(content, part)) return { reason: `${part.file} is not the file that it names` };
			files.set(part.file, content);
		}
		return this.#place(files, name, object.changed);
	}

	async #place(
		files: ReadonlyMap<string, Buffer>,
		{ dataset, granularity, period }: ReleaseName,
		released: Date
	): Promise<Verdict> {
		const target = join(this.#root, dataset, granularity, period);
		const parent = dirname(target);
		await mkdir(parent, { recursive: true });
		await removeLeftovers(parent, temporaryPrefix);
		const temporary = await mkdtemp(join(parent, temporaryPrefix));
		try {
			for (const [file, bytes] of files) await writeFile(join(temporary, file), bytes);
			// The day of release is the same on every machine.
			await utimes(join(temporary, 'release.json'), released, released);
			if (await placeFolder(temporary, target)) return 'taken';
			return await compare(target, files.get('release.json') ?? Buffer.alloc(0));
		} finally {
			await rm(temporary, { recursive: true, force: true });
		}
	}
}

/** The digests of the parts stand in the manifest, so that manifests that are the same are of the same release. */
async function compare(folder: string, bytes: Buffer): Promise<Verdict> {
	const here = await readFile(join(folder, 'release.json')).catch(absent);
	if (here?.equals(bytes)) return 'here';
	return { reason: `it differs from the one that is in ${folder}, which stays` };
}

function parseManifest(bytes: Buffer, name: ReleaseName): Manifest | { readonly reason: string } {
	try {
		const manifest = toManifest(JSON.parse(bytes.toString('utf8')));
		const { dataset, granularity, period, parts } = manifest;
		const isOther =
			dataset !== name.dataset || granularity !== name.granularity || period !== name.period;
		if (isOther) return { reason: `it is of ${dataset} ${period}` };
		const stranger = parts.find(({ file }) => !partFiles.includes(file));
		return stranger ? { reason: 'it names a file that no release has' } : manifest;
	} catch (error) {
		if (error instanceof SyntaxError) return { reason: 'it is not JSON' };
		if (error instanceof ManifestError) return { reason: `it ${error.message}` };
		throw error;
	}
}

function isPart(bytes: Buffer, part: Manifest['parts'][number]): boolean {
	return (
		bytes.length === part.bytes && createHash('sha256').update(bytes).digest('hex') === part.sha256
	);
}
