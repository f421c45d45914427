// What a wiki waits for: pictures drawn for the first time and from memory, and embeds under load.
//   node --import tsx test/bench/embed.bench.ts [--data FOLDER]
// The floor is the same server's sign of life, asked in the same way in the same run.
import { parseArgs } from 'node:util';
import { startServer } from '../support/murmuration.ts';
import { publishSample } from '../support/published-sample.ts';
import { paceReads, readInTurn } from './browser/paced-reads.ts';
import { median, percentile } from './browser/statistics.ts';

const { values } = parseArgs({ options: { data: { type: 'string' } } });
const data =
	values.data === undefined
		? await publishSample()
		: { folder: values.data, remove: () => Promise.resolve() };
const server = await startServer(data.folder);
try {
	await measureOne('/healthz (floor)', () => '/healthz');
	// No two grounds are the same page or picture, so each is made; the first ones only warm the server up.
	const grounds = (round: number) => (0xe00000 + round).toString(16);
	await measureOne('page, rendered', (round) => `/embed/version?bg=${grounds(round)}`);
	await measureOne('page, from memory', () => '/embed/version');
	for (const [name, path] of [
		['svg', '/embed/version.svg?width=960'],
		['png', '/embed/version.png?scale=1'],
		['png × 2', '/embed/version.png?scale=2']
	] as const) {
		await measureOne(`${name}, drawn`, (round) => `${path}&bg=${grounds(round)}`);
		await measureOne(`${name}, from memory`, () => path);
	}
	await measureLoad('/healthz (floor)', '/healthz');
	await measureLoad('page', '/embed/version');
	await measureLoad('svg', '/embed/version.svg');
} finally {
	await server.stop();
	await data.remove();
}

/** One request after the other. */
async function measureOne(name: string, pathOf: (round: number) => string): Promise<void> {
	const [warmUp, rounds] = [20, 60];
	const paths = Array.from({ length: warmUp + rounds }, (_, round) => pathOf(round));
	const times = (await readInTurn(server.origin, paths)).slice(warmUp);
	process.stdout.write(
		`${name.padEnd(18)} p50 ${median(times).toFixed(1)} ms · p99 ${percentile(times, 0.99).toFixed(1)} ms\n`
	);
}

async function measureLoad(name: string, path: string): Promise<void> {
	const pace = { perSecond: 200, warmUpSeconds: 4, seconds: 15, connections: 16 };
	const times = await paceReads(server.origin, path, pace);
	process.stdout.write(
		`${name.padEnd(18)} at ${pace.perSecond}/s: p50 ${percentile(times, 0.5).toFixed(1)} ms · p99 ${percentile(times, 0.99).toFixed(1)} ms\n`
	);
}
