// Releases from a warehouse in DuckDB, whole: counted, protected, audited, checked and written; the newest week alone and
// all weeks, of the same fleet with ever more weeks behind it. Filling and building have a process each, so that the
// memory is that of building.
//   node --import tsx test/bench/rebuild.bench.ts [--instances 100000] [--weeks 2,6,18,52]
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { printTable, round } from './disclosure/print-table.ts';
import type { Built } from './rebuild/build.ts';

const { values } = parseArgs({
	options: {
		instances: { type: 'string', default: '100000' },
		weeks: { type: 'string', default: '2,6,18,52' }
	}
});
const run = promisify(execFile);
const fillProgram = fileURLToPath(new URL('./rebuild/fill.ts', import.meta.url));
const buildProgram = fileURLToPath(new URL('./rebuild/build.ts', import.meta.url));

async function inProcess(program: string, ...parameters: string[]): Promise<string> {
	return (await run(process.execPath, ['--import', 'tsx', program, ...parameters])).stdout;
}

async function measure(weeks: string) {
	const folder = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
	const build = async (what: 'count' | 'build', which: 'newest' | 'all') =>
		JSON.parse(await inProcess(buildProgram, folder, what, which)) as Built;
	try {
		const heartbeats = Number(await inProcess(fillProgram, folder, values.instances, weeks));
		const bytes = statSync(join(folder, 'warehouse', 'warehouse.duckdb')).size;
		const counted = await build('count', 'newest');
		const built = await build('build', 'newest');
		const allCounted = await build('count', 'all');
		const allBuilt = await build('build', 'all');
		return {
			'million heartbeats': round(heartbeats / 1e6, 1),
			'file MB': Math.round(bytes / 1e6),
			'newest: count s': round(counted.seconds),
			'build s': round(built.seconds),
			'cpu s': round(built.cpuSeconds),
			MiB: built.mostMebibytes,
			'all weeks': allBuilt.periods,
			'all: count s': round(allCounted.seconds, 1),
			'all: build s': round(allBuilt.seconds, 1),
			'all: cpu s': round(allBuilt.cpuSeconds, 1),
			'all: MiB': allBuilt.mostMebibytes,
			'load average': round(loadavg()[0] ?? 0, 1)
		};
	} finally {
		rmSync(folder, { recursive: true });
	}
}

const rows = [];
for (const weeks of values.weeks.split(',')) {
	const row = await measure(weeks);
	process.stderr.write(`${JSON.stringify(row)}\n`);
	rows.push(row);
}
printTable(`Releases of ${values.instances} instances`, rows);
