// A release as files, wherever they are: a folder of the published store, or JSON saved from the API.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import type { PublishedCell } from '../../schema/cell.ts';
import { Certificate } from '../../schema/proof/certificate.ts';
import { SavedRelease, type Manifest } from '../../schema/release.ts';
import { withMemoryDatabase } from '../memory-database.ts';
import { ManifestError, toManifest } from './earlier-manifests.ts';
import { readCells } from './read-cells.ts';

const certificateName = 'certificate.json';

/** Everything that is public about one release. */
export interface ReleaseFiles {
	readonly manifest: Manifest;
	readonly cells: readonly PublishedCell[];
	readonly certificate: Certificate;
}

/** The files of a release can't be read or are not what they were; `part` names the file. */
export class ReleaseFileError extends Error {
	override readonly name = 'ReleaseFileError';
	readonly part: string;

	constructor(part: string, message: string, options?: ErrorOptions) {
		super(message, options);
		this.part = part;
	}
}

/**
 * Reads a release and makes sure that its parts are those that the manifest names.
 *
 * @param file `release.json`, its folder, or a release saved from the API
 * @param certificateFile certificate of a saved release; in a folder it is `certificate.json`
 * @throws {ReleaseFileError} naming the file that is missing, broken or altered
 */
export async function readReleaseFiles(
	file: string,
	certificateFile?: string
): Promise<ReleaseFiles> {
	const isFolder = await stat(file).then(
		(state) => state.isDirectory(),
		() => false
	);
	const manifestFile = isFolder ? join(file, 'release.json') : file;
	const content = await readJson(manifestFile);
	const saved = SavedRelease.safeParse(content);
	if (saved.success) {
		if (certificateFile === undefined) {
			throw new ReleaseFileError('certificate', 'a saved release needs --certificate FILE');
		}
		return { ...saved.data, certificate: await readAs(Certificate, certificateFile) };
	}
	const manifest = parseManifest(manifestFile, content);
	const folder = dirname(manifestFile);
	for (const part of manifest.parts) await checkDigest(folder, part);
	return {
		manifest,
		cells: await withMemoryDatabase((connection) =>
			readCells(connection, join(folder, 'cells.parquet'))
		),
		certificate: await readAs(Certificate, certificateFile ?? certificateOf(folder, manifest))
	};
}

function certificateOf(folder: string, { parts }: Manifest): string {
	if (parts.some(({ file }) => file === certificateName)) return join(folder, certificateName);
	throw new ReleaseFileError(
		certificateName,
		'was never there: the release was made before there were certificates'
	);
}

function parseManifest(file: string, content: unknown): Manifest {
	try {
		return toManifest(content);
	} catch (error) {
		if (!(error instanceof ManifestError)) throw error;
		throw new ReleaseFileError(file, error.message, { cause: error });
	}
}

async function checkDigest(folder: string, part: Manifest['parts'][number]): Promise<void> {
	const bytes = await readBytes(join(folder, part.file));
	if (createHash('sha256').update(bytes).digest('hex') === part.sha256) return;
	throw new ReleaseFileError(part.file, 'is not the file that was published: its digest differs');
}

async function readAs<Schema extends z.ZodType>(
	schema: Schema,
	file: string
): Promise<z.infer<Schema>> {
	return parse(schema, file, await readJson(file));
}

function parse<Schema extends z.ZodType>(
	schema: Schema,
	file: string,
	content: unknown
): z.infer<Schema> {
	const result = schema.safeParse(content);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	throw new ReleaseFileError(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

async function readJson(file: string): Promise<unknown> {
	const text = (await readBytes(file)).toString('utf8');
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new ReleaseFileError(file, 'is not JSON', { cause: error });
	}
}

function readBytes(file: string): Promise<Buffer> {
	return readFile(file).catch((error: unknown) => {
		throw new ReleaseFileError(file, "can't be read", { cause: error });
	});
}
