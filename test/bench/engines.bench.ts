// Counting a fleet in each engine, against the bare reduction in the same run; all engines must give the same cells.
//   node --import tsx test/bench/engines.bench.ts [--instances 100000] [--weeks 52] [--engines duckdb,postgres,clickhouse]
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { heartbeats } from '../../src/lib/datasets/heartbeats.ts';
import { periodOf, type Period } from '../../src/lib/schema/period.ts';
import { Policy } from '../../src/lib/schema/policy.ts';
import { toWholeCells } from '../../src/lib/server/store/whole-cells.ts';
import { engines, type Engine } from './engines/engine.ts';
import { mondaysOf } from './engines/made-up-fleet.ts';

const { values } = parseArgs({
	options: {
		instances: { type: 'string', default: '100000' },
		weeks: { type: 'string', default: '52' },
		engines: { type: 'string', default: 'duckdb,postgres' }
	}
});
const size = { instances: Number(values.instances), weeks: Number(values.weeks) };
const policy = Policy.parse({});
const weeks = mondaysOf(size).map((monday) => periodOf(monday, 'week'));
const rounds = 3;

async function seconds(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return (performance.now() - start) / 1000;
}

/** Best of some runs. */
async function best(work: () => Promise<unknown>): Promise<number> {
	const runs: number[] = [];
	for (let round = 0; round < rounds; round += 1) runs.push(await seconds(work));
	return Math.min(...runs);
}

async function cellsOf({ counter }: Engine, week: Period): Promise<string> {
	const cells = toWholeCells(heartbeats, await counter.count(heartbeats, week, policy));
	return JSON.stringify([[...cells.counts], [...cells.divisions]]);
}

const digests = new Set<string>();
process.stdout.write(`${size.instances} instances, ${size.weeks} weeks\n`);
for (const name of values.engines.split(',')) {
	const engine = await engines[name]?.(size);
	if (!engine) throw new Error(`--engines: no engine ${name}`);
	try {
		const [newest] = weeks;
		if (!newest) throw new Error('--weeks: expected at least one');
		const digest = createHash('sha256');
		const reduce = await best(() => engine.reduce(newest));
		const count = await best(() => cellsOf(engine, newest));
		const reduceAll = await seconds(async () => {
			for (const week of weeks) await engine.reduce(week);
		});
		const countAll = await seconds(async () => {
			for (const week of weeks) digest.update(await cellsOf(engine, week));
		});
		digests.add(digest.digest('hex'));
		const toText = (time: number) => time.toFixed(2);
		console.table({
			engine: engine.name,
			'newest week, floor s': toText(reduce),
			'newest week, s': toText(count),
			'all weeks, floor s': toText(reduceAll),
			'all weeks, s': toText(countAll),
			'this process, MiB': Math.round(process.resourceUsage().maxRSS / 1024)
		});
	} finally {
		await engine.close();
	}
}
if (digests.size !== 1) throw new Error('the engines do not give the same cells');
