// The inbox into the warehouse: every acknowledged heartbeat exactly once, whatever dies at whatever moment.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSegmentName } from '../inbox/segment-name.ts';
import { forgetDrained, readDrained } from '../warehouse/inbox/drained.ts';
import { removeSample } from '../warehouse/remove-sample.ts';
import { readSetting, writeSetting } from '../warehouse/setting.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { addDrained, drainSegment, nothingDrained, type Drained } from './drain-segment.ts';

export interface DrainOptions {
	/** Its `inbox` is drained; sample data in it gives way to the first heartbeat. */
	readonly dataFolder: string;
	/** Milliseconds since 1970; decides which segments are over. */
	readonly now: number;
	/** How much goes into one transaction; 256 MiB unless told. */
	readonly batchBytes?: number;
}

/** What a round of draining did. */
export interface DrainResult extends Drained {
	/** Whether sample data and its releases were removed. */
	readonly sampleRemoved: boolean;
}

const hourMs = 3_600_000;
/** Ten times what writers allow themselves. */
const deletionGraceMs = 10 * 60_000;
const draining = /^draining-/;

/** Whether the inbox holds any segment, so that opening the warehouse may be worth it. */
export async function hasSegments(dataFolder: string): Promise<boolean> {
	return (await listSegments(join(dataFolder, 'inbox'))).length > 0;
}

/**
 * Loads what the inbox holds, oldest segment first, and deletes segments whose hour ended ten minutes ago.
 *
 * Stopped or killed at any point, the next call goes on where the last transaction ended.
 */
export async function drainInbox(
	warehouse: Warehouse,
	{ dataFolder, now, batchBytes = 256 * 2 ** 20 }: DrainOptions
): Promise<DrainResult> {
	const inbox = join(dataFolder, 'inbox');
	await removeLeftovers(warehouse.folder);
	const before = await readDrained(warehouse);
	let sampleRemoved = false;
	const beforeLoad = async () => {
		if (await claimOrigin(warehouse, dataFolder)) sampleRemoved = true;
	};
	let total = nothingDrained;
	for (const name of await listSegments(inbox)) {
		const task = { inbox, name, before: before.get(name), batchBytes, beforeLoad };
		const { drained, complete } = await drainSegment(warehouse, task);
		total = addDrained(total, drained);
		if (complete && isOver(name, now)) await rm(join(inbox, name));
	}
	const left = new Set(await listSegments(inbox));
	for (const name of (await readDrained(warehouse)).keys()) {
		if (!left.has(name)) await forgetDrained(warehouse, name);
	}
	return { ...total, sampleRemoved };
}

/** Segments by age; of the same hour and writer, that of sources within their limits comes first. */
async function listSegments(inbox: string): Promise<string[]> {
	const names = await readdir(inbox).catch((error: unknown) => {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	});
	return names.filter((name) => parseSegmentName(name) !== undefined).sort();
}

function isOver(name: string, now: number): boolean {
	const { hour } = parseSegmentName(name) ?? {};
	return now >= Date.parse(`${hour ?? ''}:00:00Z`) + hourMs + deletionGraceMs;
}

/** From the first heartbeat of one's own nothing of the sample may stay. */
async function claimOrigin(warehouse: Warehouse, dataFolder: string): Promise<boolean> {
	const origin = await readSetting(warehouse, 'origin');
	if (origin === 'sample') await removeSample(warehouse, dataFolder);
	else if (origin === undefined) await writeSetting(warehouse, 'origin', 'real');
	return origin === 'sample';
}

/** Copies of a drain that was killed. */
async function removeLeftovers(folder: string): Promise<void> {
	const names = (await readdir(folder)).filter((name) => draining.test(name));
	await Promise.all(names.map((name) => rm(join(folder, name))));
}
