// Publishing: a release becomes files in one step, or not at all, and never changes afterwards.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedCell } from '../../schema/cell.ts';
import type { Certificate } from '../../schema/proof/certificate.ts';
import { Manifest, type Release } from '../../schema/release.ts';
import { withMemoryDatabase } from '../memory-database.ts';
import { placeFolder, removeLeftovers } from '../published/place-folder.ts';
import { toLiteral } from '../sql-literal.ts';

const temporaryPrefix = '.new-';

/** Says whether the release in `folder` is the one of its period, wherever it is published. */
export type Claim = (folder: string) => Promise<boolean>;

/** There is another release of that dataset and period: a published release is never replaced. */
export class ReleaseTakenError extends Error {
	override readonly name = 'ReleaseTakenError';

	constructor() {
		super(
			'another machine has published this period meanwhile; its release counts and the one made here was thrown away: let one machine publish, or put one database behind all'
		);
	}
}

/** Where a release lies below the folder of published releases. */
export function releaseFolder(
	publishedFolder: string,
	{ dataset, granularity, period }: Pick<Manifest, 'dataset' | 'granularity' | 'period'>
): string {
	return join(publishedFolder, dataset, granularity, period);
}

/** Whether the release is there already. */
export async function isPublished(
	publishedFolder: string,
	release: Pick<Manifest, 'dataset' | 'granularity' | 'period'>
): Promise<boolean> {
	return stat(releaseFolder(publishedFolder, release)).then(
		() => true,
		(error: unknown) => {
			if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
			throw error;
		}
	);
}

/**
 * Writes a release: `cells.parquet`, `certificate.json` and `release.json` into a temporary folder, synced, then
 * renamed once.
 *
 * The bytes depend on the release only. A reader sees the whole release or none of it; a build that is killed
 * leaves a temporary folder that a later one removes.
 *
 * @param claim asks, with the finished files, whether this is the release of its period on all machines; the folder has its
 *   name after that, and a build that is killed in between is taken up from where it was claimed
 * @returns the folder of the release
 * @throws {ReleaseTakenError} when there is a release of that dataset and period
 */
export async function writeRelease(
	publishedFolder: string,
	release: Release,
	certificate: Certificate,
	claim?: Claim
): Promise<string> {
	const target = releaseFolder(publishedFolder, release.manifest);
	const parent = join(target, '..');
	await mkdir(parent, { recursive: true });
	await removeLeftovers(parent, temporaryPrefix);
	const temporary = await mkdtemp(join(parent, temporaryPrefix));
	try {
		await writeParts(temporary, release, certificate);
		if (claim && !(await claim(temporary))) throw new ReleaseTakenError();
		if (await placeFolder(temporary, target)) return target;
		// What was claimed may have come here from where it was claimed, by the hand of another process.
		if (claim && (await isSame(temporary, target))) return target;
		throw new ReleaseTakenError();
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}

/** Parts are named by their digests in the manifest. */
async function isSame(folder: string, other: string): Promise<boolean> {
	const [one, two] = await Promise.all(
		[folder, other].map((place) => readFile(join(place, 'release.json')))
	);
	return one !== undefined && two !== undefined && one.equals(two);
}

async function writeParts(
	folder: string,
	release: Release,
	certificate: Certificate
): Promise<void> {
	await writeCells(join(folder, 'cells.parquet'), release.cells);
	await writeFile(join(folder, 'certificate.json'), `${JSON.stringify(certificate)}\n`);
	const parts = [
		await describePart(folder, 'cells.parquet'),
		await describePart(folder, 'certificate.json')
	];
	const manifest = Manifest.parse({ ...release.manifest, parts });
	await writeFile(join(folder, 'release.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
}

async function writeCells(file: string, cells: readonly PublishedCell[]): Promise<void> {
	await withMemoryDatabase(async (connection) => {
		const columns = {
			table: 'VARCHAR',
			categories: ['VARCHAR'],
			measure: 'VARCHAR',
			value: 'DOUBLE',
			status: 'VARCHAR',
			...(cells.some(({ step }) => step !== undefined) && { step: 'DOUBLE' })
		};
		await connection.run(
			`CREATE TABLE cell AS SELECT unnest(from_json($cells, ${toLiteral(JSON.stringify([columns]))}), recursive := true)`,
			{ cells: JSON.stringify(cells) }
		);
		await connection.run(`COPY cell TO ${toLiteral(file)} (FORMAT parquet, COMPRESSION zstd)`);
	});
}

async function describePart(folder: string, file: string) {
	const bytes = await readFile(join(folder, file));
	return { file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}
