// Publishing: a release becomes files in one step, or not at all, and never changes afterwards.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedCell } from '../../schema/cell.ts';
import type { Certificate } from '../../schema/proof/certificate.ts';
import { Manifest, type Release } from '../../schema/release.ts';
import { syncPath } from '../durable.ts';
import { withMemoryDatabase } from '../memory-database.ts';
import { toLiteral } from '../sql-literal.ts';

const temporaryPrefix = '.new-';

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
 * leaves a temporary folder that the next one removes.
 *
 * @returns the folder of the release
 * @throws when a release of that dataset and period exists: a published release is never replaced
 */
export async function writeRelease(
	publishedFolder: string,
	release: Release,
	certificate: Certificate
): Promise<string> {
	const target = releaseFolder(publishedFolder, release.manifest);
	const parent = join(target, '..');
	await mkdir(parent, { recursive: true });
	await removeLeftovers(parent);
	const temporary = await mkdtemp(join(parent, temporaryPrefix));
	try {
		await writeCells(join(temporary, 'cells.parquet'), release.cells);
		await writeFile(join(temporary, 'certificate.json'), `${JSON.stringify(certificate)}\n`);
		const parts = [
			await describePart(temporary, 'cells.parquet'),
			await describePart(temporary, 'certificate.json')
		];
		const manifest = Manifest.parse({ ...release.manifest, parts });
		await writeFile(join(temporary, 'release.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
		for (const file of ['cells.parquet', 'certificate.json', 'release.json'])
			await syncPath(join(temporary, file));
		await syncPath(temporary);
		await rename(temporary, target);
		await syncPath(parent);
	} catch (error) {
		await rm(temporary, { recursive: true, force: true });
		throw error;
	}
	return target;
}

/** Folders of builds that were killed; only one builder runs at a time, as it holds the warehouse. */
async function removeLeftovers(parent: string): Promise<void> {
	const names = (await readdir(parent)).filter((name) => name.startsWith(temporaryPrefix));
	await Promise.all(names.map((name) => rm(join(parent, name), { recursive: true, force: true })));
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
