// One segment of the inbox into the warehouse, exactly once: what is loaded and how far that reaches commit together.
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSegmentName } from '../inbox/segment-name.ts';
import { SourceError } from '../sources/source-error.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { eraseLines } from '../warehouse/erasure/erase-lines.ts';
import { readTombstones } from '../warehouse/erasure/tombstones.ts';
import { recordDrained, type DrainedTo } from '../warehouse/inbox/drained.ts';
import { divertToQuarantine } from '../warehouse/inbox/quarantine.ts';
import { loadSource } from '../warehouse/load/load-file.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
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
 * Loads the whole lines of a segment that are not in the warehouse yet, `batchBytes` at a time.
 *
 * A segment that was cut back behind the drained point is read from its start again: heartbeats that are there
 * already change nothing.
 *
 * @returns what was drained, and whether that was every whole line there was
 */
export async function drainSegment(
	warehouse: Warehouse,
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
		await eraseLines(path, readTombstones(warehouse.folder), { start, end });
		const copy = toSource(warehouse, `${start}-${name}`);
		try {
			const tail = await copyLines(path, { start, end }, copy.path);
			if (tail === undefined || (reached && !(await isUncut(path, reached)))) {
				return { drained, complete: false };
			}
			reached = { name, drainedBytes: end, tail };
			drained = addDrained(drained, await loadCopy(warehouse, copy, reached));
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
	warehouse: Warehouse,
	source: SourceFile,
	drained: DrainedTo
): Promise<Drained> {
	try {
		return await loadRange(warehouse, source, drained);
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		return loadSieved(warehouse, source, drained, error);
	}
}

/** Loads what is left of `source` without its damaged lines; throws `reason` when it has none. */
async function loadSieved(
	warehouse: Warehouse,
	source: SourceFile,
	drained: DrainedTo,
	reason: SourceError
): Promise<Drained> {
	const damaged = join(warehouse.folder, `damaged-${source.name}`);
	const { kept, refused } = await sieveLines(source.path, damaged);
	if (refused === 0) throw reason;
	const sieved = { ...nothingDrained, refused, refusedFiles: [damaged] };
	if (kept > 0) return addDrained(sieved, await loadRange(warehouse, source, drained));
	await warehouse.transaction(() => recordDrained(warehouse, drained));
	return sieved;
}

/** Loads the lines of `source` and records the point they reach, or neither. */
async function loadRange(
	warehouse: Warehouse,
	source: SourceFile,
	drained: DrainedTo
): Promise<Drained> {
	const over = parseSegmentName(drained.name)?.over ?? false;
	let quarantined = 0;
	const { loaded, duplicate, rejected } = await loadSource(warehouse, source, async (last) => {
		quarantined = await divertToQuarantine(warehouse, last, over);
		await recordDrained(warehouse, drained);
		return quarantined;
	});
	const heartbeats = loaded + duplicate + quarantined;
	if (rejected === 0) return { ...nothingDrained, heartbeats, quarantined };
	const kept = join(warehouse.folder, `refused-${source.name}`);
	await rename(source.path, kept);
	return { heartbeats, quarantined, refused: rejected, refusedFiles: [kept] };
}

function toSource({ folder }: Warehouse, name: string): SourceFile {
	const path = join(folder, `draining-${name}`);
	return { path, name, format: 'ndjson', gzip: false, columns: [] };
}
