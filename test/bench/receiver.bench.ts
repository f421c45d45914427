// How many heartbeats a second are on disk when they are acknowledged: the receiver against Fastify with PostgreSQL,
// in one run on one machine, each with a process of its own and the same load from this one.
//   node --import tsx test/bench/receiver.bench.ts [--rounds 3] [--seconds 8] [--connections 50,256] [--only ours|reference]
//     [--check ajv|zod] [--pool 20]
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChild } from './receiver/child-server.ts';
import { generateLoad, type Measurement } from './receiver/load-generator.ts';

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		seconds: { type: 'string', default: '8' },
		connections: { type: 'string', default: '50,256' },
		only: { type: 'string' },
		check: { type: 'string', default: 'ajv' },
		pool: { type: 'string', default: '20' }
	}
});
const sides = {
	reference: {
		file: new URL('./receiver/reference-server.ts', import.meta.url),
		parameters: ['--check', values.check, '--pool', values.pool]
	},
	ours: { file: new URL('./receiver/our-server.ts', import.meta.url), parameters: [] }
};
type Side = keyof typeof sides;
const chosen = (['reference', 'ours'] as const).filter((side) =>
	[undefined, side].includes(values.only as Side)
);

for (const connections of values.connections.split(',').map(Number)) {
	const results: Record<Side, Measurement[]> = { reference: [], ours: [] };
	for (let round = 0; round < Number(values.rounds); round += 1) {
		for (const side of chosen) {
			const result = await measure(side, connections);
			results[side].push(result);
			process.stdout.write(toLine(side, connections, result));
		}
	}
	const [reference, ours] = [median(results.reference), median(results.ours)];
	if (!reference || !ours) continue;
	process.stdout.write(
		`${connections} connections, median of ${values.rounds} rounds: ` +
			`${(ours.perSecond / reference.perSecond).toFixed(2)} times the requests/s, ` +
			`p50 ${(ours.p50Ms / reference.p50Ms).toFixed(2)}, p99 ${(ours.p99Ms / reference.p99Ms).toFixed(2)} of the reference\n`
	);
}

/** One round against a fresh server; one acknowledged heartbeat that is not in its store ends the run. */
async function measure(side: Side, connections: number): Promise<Measurement> {
	const folder = await mkdtemp(join(tmpdir(), 'murmuration-bench-'));
	try {
		await chmod(folder, 0o700);
		if (process.getuid?.() === 0) await chown(folder, 65534, 65534);
		const { file, parameters } = sides[side];
		const server = await startChild(file, [folder, ...parameters]);
		const load = { port: server.port, path: '/v1/heartbeat', connections };
		const measuredMs = Number(values.seconds) * 1000;
		const result = await generateLoad({ ...load, warmUpMs: 3000, measuredMs }).catch(
			async (error: unknown) => {
				await server.stop();
				throw error;
			}
		);
		const stored = await server.stop();
		if (stored !== result.acknowledged) {
			throw new Error(`${side}: ${result.acknowledged} acknowledged, ${stored} stored`);
		}
		return result;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function median(results: readonly Measurement[]): Measurement | undefined {
	const sorted = [...results].sort((a, b) => a.perSecond - b.perSecond);
	return sorted[Math.floor(sorted.length / 2)];
}

function toLine(side: Side, connections: number, { perSecond, p50Ms, p99Ms }: Measurement): string {
	const speed = String(Math.round(perSecond)).padStart(7);
	return `${side.padEnd(9)} ${String(connections).padStart(4)} connections ${speed} requests/s  p50 ${p50Ms.toFixed(2)} ms  p99 ${p99Ms.toFixed(2)} ms\n`;
}
