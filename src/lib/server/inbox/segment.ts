// One append-only file of the inbox. What it acknowledged is on disk; what failed is cut off again.
import { constants } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { syncPath } from '../durable.ts';

/** What a segment needs of an open file. */
export type SegmentFile = Pick<FileHandle, 'write' | 'datasync' | 'stat' | 'truncate' | 'close'>;

/** Makes a new file durably, below a folder that is made when missing. */
export type CreateFile = (folder: string, name: string) => Promise<SegmentFile>;

/** A segment's file as opened by its only writer. */
export class Segment {
	readonly #file: SegmentFile;
	#goodBytes = 0;
	#usable = true;

	constructor(file: SegmentFile) {
		this.#file = file;
	}

	/** Whether more may be appended. False once the file's end is in doubt; it is then never written again. */
	get usable(): boolean {
		return this.#usable;
	}

	/**
	 * Appends whole lines with one write and one fdatasync; returns when they are on disk.
	 *
	 * @returns how long the fdatasync took, in milliseconds
	 * @throws the error of the file system. The lines are cut off again; where that or the sync failed, or a reader
	 *   removed the file, the segment is not usable any more.
	 */
	async append(lines: string): Promise<number> {
		const bytes = Buffer.from(lines);
		await this.#write(bytes);
		const start = performance.now();
		try {
			await this.#file.datasync();
		} catch (error) {
			// After a failed sync nobody knows which pages of the file are on disk.
			await this.#cutBack();
			this.#usable = false;
			throw error;
		}
		const syncMs = performance.now() - start;
		await this.#checkNotTaken();
		this.#goodBytes += bytes.length;
		return syncMs;
	}

	/** A clock that was set forward and back lets a reader take a segment whose hour is not over. */
	async #checkNotTaken(): Promise<void> {
		if ((await this.#file.stat()).nlink > 0) return;
		this.#usable = false;
		throw new TakenError();
	}

	/** Closes the file. Whatever was acknowledged is synced, so a failing close loses nothing. */
	async close(): Promise<void> {
		this.#usable = false;
		await this.#file.close().catch(() => undefined);
	}

	async #write(bytes: Buffer): Promise<void> {
		try {
			const { bytesWritten } = await this.#file.write(bytes);
			if (bytesWritten !== bytes.length) throw new ShortWriteError();
		} catch (error) {
			await this.#cutBack();
			throw error;
		}
	}

	async #cutBack(): Promise<void> {
		try {
			await this.#file.truncate(this.#goodBytes);
		} catch {
			this.#usable = false;
		}
	}
}

/** A reader was done with the segment and removed it: nobody will read what came later. */
class TakenError extends Error {
	override readonly name = 'TakenError';
	readonly code = 'ETAKEN';
}

/** The file system took only part of a write; the disk is full or a limit of the process is reached. */
class ShortWriteError extends Error {
	override readonly name = 'ShortWriteError';
	readonly code = 'ESHORT';
}

/** Creates a file that nobody but this user reads, and syncs the folders that name it. */
export const createSegmentFile: CreateFile = async (folder, name) => {
	const made = await mkdir(folder, { recursive: true, mode: 0o700 });
	const { O_CREAT, O_EXCL, O_APPEND, O_WRONLY } = constants;
	const path = join(folder, name);
	const file = await open(path, O_CREAT | O_EXCL | O_APPEND | O_WRONLY, 0o600);
	try {
		await syncPath(folder);
		if (made !== undefined) await syncParents(folder, dirname(made));
	} catch (error) {
		await file.close();
		await rm(path, { force: true });
		throw error;
	}
	return file;
};

async function syncParents(folder: string, highest: string): Promise<void> {
	for (let parent = dirname(resolve(folder)); ; parent = dirname(parent)) {
		await syncPath(parent);
		if (parent === resolve(highest)) return;
	}
}
