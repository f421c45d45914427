// A store behind several receivers as the place where heartbeats of this machine's inbox go.
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Heartbeat } from '../../../schema/heartbeat.ts';
import { parseSegmentName } from '../../inbox/segment-name.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { HeartbeatStore } from '../../store/heartbeat-store.ts';
import type { DrainedTo } from '../../warehouse/inbox/drained.ts';
import { toCanonicalLine } from '../../warehouse/load/canonical-line.ts';
import { nothingDrained, type Drained, type DrainTarget } from '../drain-segment.ts';
import { isReadable, splitLines } from '../drain-sieve.ts';

/** How much goes into one transaction of the store. */
export const storeBatchBytes = 32 * 2 ** 20;

/**
 * `store`, to be drained to.
 *
 * @param folder for working copies and refused lines
 */
export function toStoreTarget(store: HeartbeatStore, folder: string): DrainTarget {
	return {
		folder,
		readDrained: () => store.readDrained(),
		load: (copy, drained) => append(store, folder, copy, drained),
		recordDrained: (drained) => store.recordDrained(drained),
		forgetDrained: (removed) => store.forgetDrained(removed)
	};
}

async function append(
	store: HeartbeatStore,
	folder: string,
	copy: SourceFile,
	drained: DrainedTo
): Promise<Drained> {
	const heartbeats: string[] = [];
	const refused: Buffer[] = [];
	for (const line of splitLines(await readFile(copy.path))) {
		const heartbeat = parse(line);
		if (heartbeat !== undefined) heartbeats.push(toCanonicalLine(heartbeat));
		else if (line.toString().trim() !== '') refused.push(line);
	}
	const over = parseSegmentName(drained.name)?.over ?? false;
	await store.append(heartbeats, over, drained);
	const counts = { ...nothingDrained, heartbeats: heartbeats.length, refused: refused.length };
	if (refused.length === 0) return counts;
	const kept = join(folder, `refused-${copy.name}`);
	await appendFile(kept, Buffer.concat(refused), { mode: 0o600 });
	return { ...counts, refusedFiles: [kept] };
}

/** `undefined` where the line is no heartbeat. */
function parse(line: Buffer): Heartbeat | undefined {
	if (!isReadable(line)) return undefined;
	try {
		return Heartbeat.safeParse(JSON.parse(line.toString())).data;
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}
