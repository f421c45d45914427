// The whole server under a steady load: accepted by the web process, drained by the builder, counted in the warehouse.
//   node --import tsx test/bench/end-to-end.bench.ts [--rate 5000] [--seconds 60] [--drain 10] [--connections 64]
// Prints rate, lag and memory of each process over time. Needs a build, and /proc for the memory.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openWarehouse } from '../../src/lib/server/warehouse/warehouse.ts';
import { Served } from '../support/served.ts';
import { PacedLoad } from './end-to-end/paced-load.ts';

const { values } = parseArgs({
	options: {
		rate: { type: 'string', default: '5000' },
		seconds: { type: 'string', default: '60' },
		drain: { type: 'string', default: '10' },
		connections: { type: 'string', default: '64' }
	}
});
const sampleMs = 5000;
const unlimited = '1000000';
const folder = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
const served = await Served.start(folder, {
	MURMURATION_DRAIN_SECONDS: values.drain,
	MURMURATION_SOURCE_REQUESTS_PER_MINUTE: unlimited,
	MURMURATION_SOURCE_INSTANCES_PER_DAY: unlimited
});
try {
	await run();
} finally {
	await served.kill();
	rmSync(folder, { recursive: true });
}

async function run(): Promise<void> {
	const load = new PacedLoad(Number(values.rate));
	const pids = {
		supervisor: served.supervisorPid,
		web: await served.pidOf('serve-web'),
		builder: await served.pidOf('serve-builder')
	};
	const start = performance.now();
	await load.start(Number(new URL(served.origin).port), Number(values.connections));
	while (performance.now() - start < Number(values.seconds) * 1000) {
		await sleep(sampleMs);
		tell(start, load, pids);
	}
	await load.stop();
	const elapsedMs = performance.now() - start;
	const code = await served.stop();
	const stopMs = performance.now() - start - elapsedMs;
	const counted = await countHeartbeats();
	const { acknowledged, refused } = load;
	process.stdout.write(
		`${acknowledged} acknowledged in ${(elapsedMs / 1000).toFixed(1)} s, ${Math.round(acknowledged / (elapsedMs / 1000))}/s, ${refused} refused; ` +
			`${counted} counted after a stop of ${(stopMs / 1000).toFixed(1)} s with exit code ${String(code)}\n`
	);
	if (counted !== acknowledged || refused > 0) process.exitCode = 1;
}

function tell(start: number, load: PacedLoad, pids: Record<string, number>): void {
	const seconds = ((performance.now() - start) / 1000).toFixed(0).padStart(3);
	const memory = Object.entries(pids).map(([name, pid]) => `${name} ${residentMegabytes(pid)} MB`);
	const drained = [...served.stdout.matchAll(/^drained (\d+)/gm)].reduce(
		(sum, [, count]) => sum + Number(count),
		0
	);
	process.stdout.write(
		`${seconds} s  ${load.acknowledged} acknowledged, ${load.behind} not sent in time, ${drained} drained, ${load.acknowledged - drained} to drain;  ${memory.join(', ')}\n`
	);
}

function residentMegabytes(pid: number): string {
	const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return (Number(kilobytes) / 1024).toFixed(0);
}

async function countHeartbeats(): Promise<number> {
	const warehouse = await openWarehouse(folder, { readOnly: true });
	try {
		const [row] = await warehouse.all('SELECT count(*)::INTEGER AS count FROM heartbeat');
		return Number(row?.count);
	} finally {
		warehouse.close();
	}
}
