import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import type { Period } from '../../../src/lib/schema/period.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { timedWait } from '../disclosure/stopwatch.ts';
import type { Engine } from './engine.ts';
import { processorSeconds } from './processor-time.ts';
import { digestOf, type Digests } from './releases.ts';

const policy = Policy.parse({});
const rounds = 3;

/**
 * Counts the newest week and all weeks, beside the bare reduction of the same, and prints how long that took.
 *
 * @param weeks newest first, at least one
 * @returns the digests of their cells
 */
export async function measure(engine: Engine, weeks: readonly Period[]): Promise<Digests> {
	const [newest] = weeks;
	if (!newest) throw new RangeError('expected at least one week');
	const digests = new Map<string, string>();
	const reduce = await best(() => engine.reduce(newest));
	const count = await best(() => cellsOf(engine, newest));
	const reduceAll = await busy(async () => {
		for (const week of weeks) await engine.reduce(week);
	});
	const countAll = await busy(async () => {
		for (const week of weeks) digests.set(`cells of ${week.id}`, await cellsOf(engine, week));
	});
	const toText = (time: number) => time.toFixed(2);
	console.table({
		engine: engine.name,
		'newest week, floor s': toText(reduce),
		'newest week, s': toText(count),
		'all weeks, floor s': toText(reduceAll.seconds),
		'all weeks, s': toText(countAll.seconds),
		'all weeks, floor, processor s': toText(reduceAll.processor),
		'all weeks, processor s': toText(countAll.processor),
		'processor time against the floor': toText(countAll.processor / reduceAll.processor),
		'this process, MiB': Math.round(process.resourceUsage().maxRSS / 1024)
	});
	return digests;
}

/** How long `work` takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
	return (await timedWait(work)).seconds;
}

/** That, and the processor time of this process and of the servers that it has started. */
async function busy(work: () => Promise<unknown>): Promise<{ seconds: number; processor: number }> {
	const before = processorSeconds();
	return { seconds: await seconds(work), processor: processorSeconds() - before };
}

/** Best of some runs. */
async function best(work: () => Promise<unknown>): Promise<number> {
	const runs: number[] = [];
	for (let round = 0; round < rounds; round += 1) runs.push(await seconds(work));
	return Math.min(...runs);
}

async function cellsOf({ counter }: Engine, week: Period): Promise<string> {
	return digestOf(await counter.count(heartbeats, week, policy));
}
