// Counts weeks of a warehouse, or builds their releases from an empty folder, and prints as JSON what that took:
//   build.ts FOLDER count|build newest|all
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import { parsePeriod } from '../../../src/lib/schema/period.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { listDue } from '../../../src/lib/server/builder/list-due.ts';
import { countingMemory, publishAll } from '../../../src/lib/server/builder/publish.ts';
import { countPeriod } from '../../../src/lib/server/warehouse/count-period.ts';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { timedWait } from '../disclosure/stopwatch.ts';

/** What counting or building took; the memory is the most that the process ever had. */
export interface Built {
	readonly periods: number;
	readonly seconds: number;
	readonly cpuSeconds: number;
	readonly mostMebibytes: number;
}

const [, , folder = '', what = 'build', which = 'all'] = process.argv;
const dataset = { ...heartbeats, granularities: ['week' as const] };
const policy = Policy.parse({});
const options = {
	dataFolder: folder,
	policy,
	synthetic: false,
	productVersion: '0.0.0',
	now: Date.parse('2026-11-18T00:00:00Z'),
	period: which === 'newest' ? parsePeriod('2026-W46') : undefined
};
rmSync(join(folder, 'published'), { recursive: true, force: true });
const warehouse = await openWarehouse(folder, { memoryLimit: countingMemory });
const { result, seconds, cpuSeconds } = await timedWait(what === 'count' ? count : build);
warehouse.close();
const built: Built = {
	periods: result,
	seconds,
	cpuSeconds,
	mostMebibytes: Math.round(process.resourceUsage().maxRSS / 1024)
};
process.stdout.write(JSON.stringify(built));

async function count(): Promise<number> {
	const due = await listDue(warehouse, { ...options, dataset });
	for (const period of due) await countPeriod(warehouse, dataset, period, policy);
	return due.length;
}

async function build(): Promise<number> {
	const outcomes = await publishAll(warehouse, [dataset], options);
	const published = outcomes.filter(({ outcome }) => outcome === 'published');
	if (published.length < outcomes.length) throw new Error('not every week was published');
	return published.length;
}
