// Counting a fleet in each engine, against the bare reduction in the same run; all engines must give the same cells.
//   node --import tsx test/bench/engines.bench.ts [--instances 100000] [--weeks 52] [--engines duckdb,postgres,clickhouse]
//     [--releases | --only-releases]
// With --releases every period of that fleet and of the sample is published from each engine as well, and cells, releases
// and certificates are compared byte by byte; with --only-releases nothing is timed before. ClickHouse is installed where it is not there yet.
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { periodOf } from '../../src/lib/schema/period.ts';
import { loadFile } from '../../src/lib/server/warehouse/load/load-file.ts';
import { engines, type Engine } from './engines/engine.ts';
import { openMachine } from './engines/machine.ts';
import { mondaysOf } from './engines/made-up-fleet.ts';
import { measure, seconds } from './engines/measure.ts';
import { differences, publishMachine, type Digests } from './engines/releases.ts';

const sample = fileURLToPath(new URL('../../data/sample/heartbeats.parquet', import.meta.url));
const { values } = parseArgs({
	options: {
		instances: { type: 'string', default: '100000' },
		weeks: { type: 'string', default: '52' },
		engines: { type: 'string', default: 'duckdb,postgres,clickhouse' },
		releases: { type: 'boolean', default: false },
		'only-releases': { type: 'boolean', default: false }
	}
});
const size = { instances: Number(values.instances), weeks: Number(values.weeks) };
const weeks = mondaysOf(size).map((monday) => periodOf(monday, 'week'));
const say = (line: string) => process.stdout.write(`${line}\n`);

/** By fleet, what was said of it first. */
const known = new Map<string, { engine: string; digests: Digests }>();

function compare(fleet: string, engine: string, digests: Digests): void {
	const first = known.get(fleet) ?? { engine, digests };
	known.set(fleet, first);
	if (first.engine === engine) return;
	const names = differences(first.digests, digests);
	if (names.length > 0) process.exitCode = 1;
	say(
		names.length === 0
			? `${fleet}: the same from ${engine} as from ${first.engine}, ${digests.size} in all`
			: `${fleet}: ${names.length} of ${digests.size} from ${engine} are not those from ${first.engine}:\n\t${names.join('\n\t')}`
	);
}

async function publishBoth(engine: Engine): Promise<void> {
	const { name } = engine;
	const beside = await openMachine(await engine.addEmpty());
	try {
		await loadFile(beside.warehouse, sample);
		for (const [fleet, machine] of [
			['made-up fleet', engine.machine],
			['sample', beside]
		] as const) {
			let digests: Digests = new Map();
			const took = await seconds(async () => {
				digests = await publishMachine(machine);
			});
			const files = [...digests.keys()].filter((one) => one.endsWith('release.json')).length;
			say(`${fleet}, ${name}: ${files} releases in ${took.toFixed(0)} s`);
			compare(`${fleet}, cells and files`, name, digests);
		}
	} finally {
		beside.close();
	}
}

say(`${size.instances} instances, ${size.weeks} weeks`);
for (const name of values.engines.split(',')) {
	const fill = engines[name];
	if (!fill) throw new Error(`--engines: no engine ${name}`);
	const start = performance.now();
	const engine = await fill(size);
	try {
		say(`${engine.name} filled in ${((performance.now() - start) / 1000).toFixed(0)} s`);
		if (!values['only-releases']) {
			compare('made-up fleet, cells of all weeks', engine.name, await measure(engine, weeks));
		}
		if (values.releases || values['only-releases']) await publishBoth(engine);
	} finally {
		await engine.close();
	}
}
