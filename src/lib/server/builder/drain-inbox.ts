// The inbox into the warehouse or a store: every acknowledged heartbeat exactly once, whatever dies at whatever moment.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSegmentName } from '../inbox/segment-name.ts';
import { removeSample } from '../warehouse/remove-sample.ts';
import { readSetting, writeSetting } from '../warehouse/setting.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import {
	addDrained,
	drainSegment,
	nothingDrained,
	type Drained,
	type DrainTarget
} from './drain-segment.ts';
import { toTarget } from './drain-to-warehouse.ts';

export interface DrainOptions {
	/** Its `inbox` is drained. */
	readonly dataFolder: string;
	/** Milliseconds since 1970; decides which segments are over. */
	readonly now: number;
	/** How much goes into one transaction; 256 MiB unless told. */
	readonly batchBytes?: number;
	/** Runs before each batch is stored. */
	readonly beforeLoad: () => Promise<void>;
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

/** Drains into the warehouse of this machine; sample data in it gives way to the first heartbeat. See `drainTo`. */
export async function drainInbox(
	warehouse: Warehouse,
	options: Omit<DrainOptions, 'beforeLoad'>
): Promise<DrainResult> {
	let sampleRemoved = false;
	const beforeLoad = async () => {
		if (await claimOrigin(warehouse, options.dataFolder)) sampleRemoved = true;
	};
	const drained = await drainTo(toTarget(warehouse), { ...options, beforeLoad });
	return { ...drained, sampleRemoved };
}

/**
 * Stores what the inbox holds, oldest segment first, and deletes segments whose hour ended ten minutes ago.
 *
 * Stopped or killed at any point, the next call goes on where the last transaction ended.
 */
export async function drainTo(
	target: DrainTarget,
	{ dataFolder, now, batchBytes = 256 * 2 ** 20, beforeLoad }: DrainOptions
): Promise<Drained> {
	const inbox = join(dataFolder, 'inbox');
	await removeLeftovers(target.folder);
	const before = await target.readDrained();
	const removed: string[] = [];
	let total = nothingDrained;
	for (const name of await listSegments(inbox)) {
		const task = { inbox, name, before: before.get(name), batchBytes, beforeLoad };
		const { drained, complete } = await drainSegment(target, task);
		total = addDrained(total, drained);
		if (complete && isOver(name, now)) {
			await rm(join(inbox, name));
			removed.push(name);
		}
	}
	await target.forgetDrained(removed, await listSegments(inbox));
	return total;
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

/**
 * From the first heartbeat of one's own nothing of the sample may stay.
 *
 * @returns whether sample data and its releases were removed
 */
export async function claimOrigin(warehouse: Warehouse, dataFolder: string): Promise<boolean> {
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
