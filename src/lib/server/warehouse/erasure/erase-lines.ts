// Lines of a text file that name a unit become blanks of the same length: whoever has the file open, and whoever knows
// how far it was read, finds everything else where it was.
import { open, type FileHandle } from 'node:fs/promises';
import type { Tombstones } from './tombstones.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const newline = 0x0a;
const blank = 0x20;
const stepBytes = 2 ** 20;

/** Bytes of a file from `start` to before `end`. */
interface Range {
	readonly start: number;
	readonly end: number;
}

/**
 * Blanks every line between `start` and `end` in which an id of `tombstones` stands; what follows the last newline
 * counts as a line.
 *
 * @returns how many lines that were
 */
export async function eraseLines(
	path: string,
	tombstones: Tombstones,
	{ start, end }: Range = { start: 0, end: Infinity }
): Promise<number> {
	if (tombstones.isEmpty) return 0;
	const file = await open(path, 'r+');
	try {
		let erased = 0;
		for (let from = start; from < end;) {
			const bytes = await readLines(file, from, end);
			if (bytes.length === 0) break;
			erased += await eraseFrom(file, from, bytes, tombstones);
			from += bytes.length;
		}
		if (erased > 0) await file.datasync();
		return erased;
	} finally {
		await file.close();
	}
}

/** About a step of whole lines from `from` on; more when a line is longer than that. */
async function readLines(file: FileHandle, from: number, end: number): Promise<Buffer> {
	for (let size = stepBytes; ; size *= 2) {
		const length = Math.min(size, end - from);
		const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, from);
		const bytes = buffer.subarray(0, bytesRead);
		if (bytesRead < size) return bytes;
		const last = bytes.lastIndexOf(newline);
		if (last !== -1) return bytes.subarray(0, last + 1);
	}
}

async function eraseFrom(
	file: FileHandle,
	offset: number,
	bytes: Buffer,
	tombstones: Tombstones
): Promise<number> {
	let erased = 0;
	for (let start = 0; start < bytes.length;) {
		const found = bytes.indexOf(newline, start);
		const end = found === -1 ? bytes.length : found;
		const line = bytes.toString('latin1', start, end);
		if ([...line.matchAll(uuid)].some(([id]) => tombstones.has(id))) {
			await file.write(Buffer.alloc(end - start, blank), 0, end - start, offset + start);
			erased += 1;
		}
		start = end + 1;
	}
	return erased;
}
