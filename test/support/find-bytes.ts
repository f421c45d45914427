// Whether an instance id is anywhere in a folder, in any spelling a file may have it in.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Instance number `n` as a UUID without the long runs of zeros that a storage engine would pack away. */
export function scatteredId(n: number): string {
	const hex = createHash('md5').update(`instance ${n}`).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/**
 * Paths below `folder` of the files that hold the id as text or as DuckDB stores it. Looks again when a running server
 * removed a file meanwhile.
 */
export function filesWith(folder: string, id: string): string[] {
	if (!existsSync(folder)) return [];
	for (let tries = 1; ; tries++) {
		try {
			return search(folder, spellingsOf(id));
		} catch (error) {
			const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
			if (!isGone || tries === 50) throw error;
		}
	}
}

function search(folder: string, spellings: readonly (string | Buffer)[]): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name))
		.filter((path) => {
			const bytes = readFileSync(path);
			const text = bytes.toString('latin1').toLowerCase();
			return spellings.some((one) =>
				typeof one === 'string' ? text.includes(one) : bytes.includes(one)
			);
		})
		.map((path) => relative(folder, path))
		.sort();
}

/** As text with and without hyphens, as 16 bytes, and as DuckDB's number: low half first, the highest bit turned. */
function spellingsOf(id: string): (string | Buffer)[] {
	const hex = id.toLowerCase().replaceAll('-', '');
	const bytes = Buffer.from(hex, 'hex');
	const turned = Buffer.from(bytes);
	turned[0] = (turned[0] ?? 0) ^ 0x80;
	return [
		id.toLowerCase(),
		hex,
		bytes,
		Buffer.from(turned).reverse(),
		Buffer.from(bytes).reverse()
	];
}
