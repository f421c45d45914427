// One segment of the inbox, exactly once: what is stored of it and how far that reaches commit together.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../sources/source-error.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { eraseLines } from '../warehouse/erasure/erase-lines.ts';
import { readTombstones } from '../warehouse/erasure/tombstones.ts';
import type { DrainedTo } from '../warehouse/inbox/drained.ts';
import { copyLines, endOfLines, fingerprintLine, sizeOf } from './drain-range.ts';
import { sieveLines } from './drain-sieve.ts';

/** What was taken out of a segment. */
export interface Drained {
	/** Heartbeats that were read; those of the same instance and day replace each other. */
	readonly heartbeats: number;
	readonly quarantined: number;
	/** Lines that are no heartbeats, though the receiver writes nothing else. */
	readonly refused: number;
	/** Where the lines are kept among which some were refused. */
	readonly refusedFiles: readonly string[];
}

/** Nothing at all. */
export const nothingDrained: Drained = {
	heartbeats: 0,
	quarantined: 0,
	refused: 0,
	refusedFiles: []
};

/** Both together. */
export function addDrained(one: Drained, other: Drained): Drained {
	return {
		heartbeats: one.heartbeats + other.heartbeats,
		quarantined: one.quarantined + other.quarantined,
		refused: one.refused + other.refused,
		refusedFiles: [...one.refusedFiles, ...other.refusedFiles]
	};
}

/** Where the heartbeats of an inbox go. */
export interface DrainTarget {
	/** For working copies and refused lines; the tombstones lie there as well. */
	readonly folder: string;
	/** How far segments are drained. */
	readDrained(): Promise<ReadonlyMap<string, DrainedTo>>;
	/**
	 * Stores the heartbeats of a copy and the point of their segment that they reach, or neither. Lines that are no
	 * heartbeats are kept in a file.
	 *
	 * @throws {SourceError} when some lines can't be read at all
	 */
	load(copy: SourceFile, drained: DrainedTo): Promise<Drained>;
	recordDrained(drained: DrainedTo): Promise<void>;
	/** Forgets segments whose files were `removed` just now, of those that are `left` none. */
	forgetDrained(removed: readonly string[], left: readonly string[]): Promise<void>;
}

/** A segment, and how it is to be drained. */
export interface SegmentTask {
	readonly inbox: string;
	readonly name: string;
	/** How far it was drained before, if ever. */
	readonly before: DrainedTo | undefined;
	readonly batchBytes: number;
	/** Runs before each batch is loaded. */
	readonly beforeLoad: () => Promise<void>;
}

/**
 * Stores the whole lines of a segment that are not in `target` yet, `batchBytes` at a time.
 *
 * A segment that was cut back behind the drained point is read from its start again: heartbeats that are there
 * already change nothing.
 *
 * @returns what was drained, and whether that was every whole line there was
 */
export async function drainSegment(
	target: DrainTarget,
	{ inbox, name, before, batchBytes, beforeLoad }: SegmentTask
): Promise<{ drained: Drained; complete: boolean }> {
	const path = join(inbox, name);
	// What arrives meanwhile is for the next round: a writer that is always ahead must not keep this one going.
	const size = await sizeOf(path);
	let drained = nothingDrained;
	let reached = before && (await isUncut(path, before)) ? before : undefined;
	for (;;) {
		const start = reached?.drainedBytes ?? 0;
		const end = await endOfLines(path, start, Math.min(size, start + batchBytes));
		if (end === start) return { drained, complete: true };
		await beforeLoad();
		await eraseLines(path, readTombstones(target.folder), { start, end });
		const copy = toSource(target, `${start}-${name}`);
		try {
			const tail = await copyLines(path, { start, end }, copy.path);
			if (tail === undefined || (reached && !(await isUncut(path, reached)))) {
				return { drained, complete: false };
			}
			reached = { name, drainedBytes: end, tail };
			drained = addDrained(drained, await loadCopy(target, copy, reached));
		} finally {
			await rm(copy.path, { force: true });
		}
	}
}

async function isUncut(path: string, { drainedBytes, tail }: DrainedTo): Promise<boolean> {
	return (
		(await sizeOf(path)) >= drainedBytes && (await fingerprintLine(path, drainedBytes)) === tail
	);
}

async function loadCopy(
	target: DrainTarget,
	source: SourceFile,
	drained: DrainedTo
): Promise<Drained> {
	try {
		return await target.load(source, drained);
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		return loadSieved(target, source, drained, error);
	}
}

/** Stores what is left of `source` without its damaged lines; throws `reason` when it has none. */
async function loadSieved(
	target: DrainTarget,
	source: SourceFile,
	drained: DrainedTo,
	reason: SourceError
): Promise<Drained> {
	const damaged = join(target.folder, `damaged-${source.name}`);
	const { kept, refused } = await sieveLines(source.path, damaged);
	if (refused === 0) throw reason;
	const sieved = { ...nothingDrained, refused, refusedFiles: [damaged] };
	if (kept > 0) return addDrained(sieved, await target.load(source, drained));
	await target.recordDrained(drained);
	return sieved;
}

function toSource({ folder }: DrainTarget, name: string): SourceFile {
	const path = join(folder, `draining-${name}`);
	return { path, name, format: 'ndjson', gzip: false, columns: [] };
}
