// The files of the log: one a month, `2026-11.ndjson`, only ever appended to, and dropped as a whole when they are old.
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { listFolder } from '../../published/folder.ts';
import { genesis, hashOf, readLine } from './chain.ts';

const fileName = /^(\d{4})-(\d{2})\.ndjson$/;
const lineFeed = 0x0a;
/** More than any line has. */
const tailBytes = 65_536;

/** Names of all files, the oldest first. */
export async function listLogFiles(folder: string): Promise<string[]> {
	return (await listFolder(folder)).filter((name) => fileName.test(name));
}

/** Name of the file for what happens at `now`, in milliseconds since 1970. */
export function logFileOf(now: number): string {
	return `${new Date(now).toISOString().slice(0, 7)}.ndjson`;
}

/** When the month of a file ended, in milliseconds since 1970. */
export function endOf(name: string): number {
	const [, year, month] = fileName.exec(name) ?? [];
	return Date.UTC(Number(year), Number(month));
}

/** Where the log ends. */
export interface LogEnd {
	/** Hash of the last line, of this file or one before. */
	readonly hash: string;
	/** Size up to the last line feed. */
	readonly sizeBytes: number;
	/** What follows it: a line that a process did not live to finish. */
	readonly tornBytes: number;
}

/** Where a file ends; `undefined` for one without any whole line. */
export async function readEnd(file: string): Promise<LogEnd | undefined> {
	const handle = await open(file, 'r');
	try {
		const { size } = await handle.stat();
		const tail = await readTail(handle, size);
		const end = tail.lastIndexOf(lineFeed);
		if (end === -1) return undefined;
		const line = tail.subarray(tail.lastIndexOf(lineFeed, end - 1) + 1, end);
		const sizeBytes = size - tail.length + end + 1;
		// A line that was changed can't be followed; whoever verifies the log finds it.
		return { hash: readLine(line)?.hash ?? hashOf(line), sizeBytes, tornBytes: size - sizeBytes };
	} finally {
		await handle.close();
	}
}

/** Hash of the last line of the last of `names` that has one. */
export async function lastHash(folder: string, names: readonly string[]): Promise<string> {
	for (const name of names.toReversed()) {
		const end = await readEnd(join(folder, name));
		if (end) return end.hash;
	}
	return genesis;
}

async function readTail(handle: FileHandle, size: number): Promise<Buffer> {
	const length = Math.min(size, tailBytes);
	const buffer = Buffer.alloc(length);
	const { bytesRead } = await handle.read(buffer, 0, length, size - length);
	return buffer.subarray(0, bytesRead);
}
