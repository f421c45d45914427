// The secret that signs share tokens: from the environment, or made once and kept in the data folder.
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { absent } from '../../published/folder.ts';

/** Fewest bytes of a secret: those of the digest it is used with (RFC 7518, 3.2). */
const leastBytes = 32;

/**
 * The bytes to sign with.
 *
 * @param secret as given by the environment; without one, that of `{dataFolder}/secret`, which is made if need be
 * @throws {Error} when the file holds too little to be a secret
 */
export async function readSecret(
	dataFolder: string,
	secret: string | undefined
): Promise<Uint8Array> {
	const text = secret ?? (await storedSecret(join(dataFolder, 'secret'), dataFolder));
	const bytes = new TextEncoder().encode(text);
	if (bytes.length >= leastBytes) return bytes;
	throw new Error(`${join(dataFolder, 'secret')} holds fewer than ${leastBytes} bytes`);
}

async function storedSecret(file: string, folder: string): Promise<string> {
	const stored = await readFile(file, 'utf8').catch(absent);
	if (stored !== undefined) return stored.trim();
	await mkdir(folder, { recursive: true });
	await writeOnce(file, `${randomBytes(leastBytes).toString('base64url')}\n`);
	return (await readFile(file, 'utf8')).trim();
}

/** Of two processes that make a secret at the same time, the first one's stays. */
async function writeOnce(file: string, text: string): Promise<void> {
	const temporary = `${file}.${randomBytes(6).toString('hex')}`;
	const handle = await open(temporary, 'wx', 0o600);
	try {
		await handle.writeFile(text);
		await handle.sync();
		await link(temporary, file);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
	} finally {
		await handle.close();
		await rm(temporary, { force: true });
	}
}
