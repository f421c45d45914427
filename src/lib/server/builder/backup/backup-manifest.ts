// What a backup says of itself: every file with its digest. It is written last, so a folder without it is no backup.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { schemaVersion } from '../../warehouse/migrations/migrations.ts';

/** Raised whenever an older program could not restore what a newer one wrote. */
export const backupVersion = 1;

/** Name of the manifest in the folder of a backup. */
export const manifestName = 'backup.json';

/** Where a file lies below the data folder: names with slashes between, none of them leading elsewhere. */
const RelativePath = z
	.string()
	.refine((path) =>
		path.split('/').every((name) => /^[^/\\\0]+$/.test(name) && !/^\.+$/.test(name))
	);

const BackupFile = z.strictObject({
	path: RelativePath,
	bytes: z.int().min(0),
	sha256: z.string().regex(/^[0-9a-f]{64}$/)
});
export type BackupFile = z.infer<typeof BackupFile>;

/** A backup: `created` in UTC, files by path. */
export const BackupManifest = z.strictObject({
	version: z.literal(backupVersion),
	/** Version of the tables of the warehouse. */
	schema: z.int().min(1),
	product: z.string(),
	created: z.iso.datetime(),
	files: z.array(BackupFile)
});
export type BackupManifest = z.infer<typeof BackupManifest>;

const AnyVersion = z.looseObject({ version: z.int() });

/** A backup can't be written or restored; the message is one line and says what to do. */
export class BackupError extends Error {
	override readonly name = 'BackupError';
}

/**
 * Reads the manifest of a backup and makes sure that every file is there and is what it was.
 *
 * @throws {BackupError} naming the first file that is missing or altered, or when a newer program wrote it
 */
export async function readBackup(folder: string): Promise<BackupManifest> {
	const manifest = parseManifest(folder, await readManifest(folder));
	if (manifest.schema > schemaVersion) {
		throw new BackupError(
			`${folder} has schema version ${manifest.schema}, this program knows ${schemaVersion}: update Murmuration`
		);
	}
	for (const { path, bytes, sha256 } of manifest.files) {
		const file = join(folder, path);
		const size = await stat(file).then(
			(state) => state.size,
			() => undefined
		);
		if (size === undefined) throw new BackupError(`${folder} is damaged: ${path} is missing`);
		if (size !== bytes || (await digestOf(file)) !== sha256) {
			throw new BackupError(`${folder} is damaged: ${path} is not what was written`);
		}
	}
	return manifest;
}

/** SHA-256 of a file, in hexadecimal. */
export async function digestOf(file: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(file), hash);
	return hash.digest('hex');
}

async function readManifest(folder: string): Promise<unknown> {
	const text = await readFile(join(folder, manifestName), 'utf8').catch((error: unknown) => {
		throw new BackupError(
			`${folder} is no backup, or one that was not finished: it has no ${manifestName}`,
			{
				cause: error
			}
		);
	});
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new BackupError(`${folder} is damaged: ${manifestName} is not JSON`, { cause: error });
	}
}

function parseManifest(folder: string, content: unknown): BackupManifest {
	const any = AnyVersion.safeParse(content);
	if (any.success && any.data.version > backupVersion) {
		throw new BackupError(
			`${folder} has backup version ${any.data.version}, this program knows ${backupVersion}: update Murmuration`
		);
	}
	const result = BackupManifest.safeParse(content);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	throw new BackupError(
		`${folder} is damaged: ${manifestName}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`
	);
}
