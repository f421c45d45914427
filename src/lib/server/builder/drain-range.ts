// Which bytes of a segment may be drained. A segment may grow while it is read, its writer may cut off lines that could
// not be stored and go on from there, and whatever follows the last newline belongs to nobody.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Bytes of a file from `start` to before `end`. */
export interface Range {
	readonly start: number;
	readonly end: number;
}

const newline = 0x0a;
const stepBytes = 64 * 1024;

/**
 * Where the last whole line that starts at or after `start` ends.
 *
 * @returns the offset behind its newline, at most `limit`; `start` when there is no whole line
 */
export async function endOfLines(path: string, start: number, limit: number): Promise<number> {
	return withFile(path, async (file) => {
		for (let end = limit; end > start; end -= stepBytes) {
			const from = Math.max(start, end - stepBytes);
			const found = (await readBytes(file, from, end)).lastIndexOf(newline);
			if (found !== -1) return from + found + 1;
		}
		return start;
	});
}

/**
 * Copies whole lines into the new file `target`, which only this user may read.
 *
 * @returns fingerprint of the last line, or `undefined` when the segment was cut back under the copying, so that
 *   the copy may hold a part of a line, or old lines beside new ones
 */
export async function copyLines(
	path: string,
	range: Range,
	target: string
): Promise<string | undefined> {
	const copied = createHash('sha256');
	await pipeline(
		readRange(path, range),
		async function* (chunks: AsyncIterable<Buffer>) {
			for await (const chunk of chunks) yield hashed(copied, chunk);
		},
		createWriteStream(target, { mode: 0o600 })
	);
	const now = createHash('sha256');
	for await (const chunk of readRange(path, range)) hashed(now, chunk as Buffer);
	const length = range.end - range.start;
	const isWhole = (await endOfLines(target, 0, length)) === length;
	return isWhole && copied.digest().equals(now.digest())
		? fingerprintLine(target, length)
		: undefined;
}

/**
 * Fingerprint of the line that ends before `end`. No two lines of a segment are the same, as each holds the moment of
 * its receipt: another fingerprint means that the writer has cut the segment back and gone on.
 */
export async function fingerprintLine(path: string, end: number): Promise<string> {
	const bytes = await withFile(path, (file) => readBytes(file, Math.max(0, end - stepBytes), end));
	const line = bytes.subarray(bytes.lastIndexOf(newline, -2) + 1);
	return createHash('sha256').update(line).digest('hex');
}

/** Size of a file in bytes. */
export async function sizeOf(path: string): Promise<number> {
	return (await stat(path)).size;
}

function readRange(path: string, { start, end }: Range) {
	return createReadStream(path, { start, end: end - 1 });
}

function hashed(hash: Hash, chunk: Buffer): Buffer {
	hash.update(chunk);
	return chunk;
}

async function readBytes(file: FileHandle, start: number, end: number): Promise<Buffer> {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
	return buffer.subarray(0, bytesRead);
}

async function withFile<Result>(
	path: string,
	work: (file: FileHandle) => Promise<Result>
): Promise<Result> {
	const file = await open(path);
	try {
		return await work(file);
	} finally {
		await file.close();
	}
}
