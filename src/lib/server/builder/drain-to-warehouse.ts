// The warehouse of this machine as the place where heartbeats of the inbox go.
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSegmentName } from '../inbox/segment-name.ts';
import type { SourceFile } from '../sources/source-file.ts';
import {
	forgetDrained,
	readDrained,
	recordDrained,
	type DrainedTo
} from '../warehouse/inbox/drained.ts';
import { divertToQuarantine } from '../warehouse/inbox/quarantine.ts';
import { loadSource } from '../warehouse/load/load-file.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { nothingDrained, type Drained, type DrainTarget } from './drain-segment.ts';

/** `warehouse`, to be drained to. */
export function toTarget(warehouse: Warehouse): DrainTarget {
	return {
		folder: warehouse.folder,
		readDrained: () => readDrained(warehouse),
		load: (copy, drained) => loadRange(warehouse, copy, drained),
		recordDrained: (drained) => warehouse.transaction(() => recordDrained(warehouse, drained)),
		forgetDrained: (_removed, left) => forgetAllBut(warehouse, left)
	};
}

/** Also those whose files a process removed that was killed before it could forget them. */
async function forgetAllBut(warehouse: Warehouse, left: readonly string[]): Promise<void> {
	for (const name of (await readDrained(warehouse)).keys()) {
		if (!left.includes(name)) await forgetDrained(warehouse, name);
	}
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
