// murmuration simulate: a made-up fleet for trying things out.
import { Command } from 'commander';
import { parseDay, toDayText } from '../lib/datasets/simulate/day.ts';
import { firstNight } from '../lib/datasets/simulate/fleet.ts';
import { defaultDataset, toDataset } from './dataset-option.ts';
import { Refusal } from './refusal.ts';
import { simulateProgress } from './simulate/progress.ts';
import { toSimulation, type Simulation } from './simulate/simulation.ts';
import { writeSimulated } from './simulate/write-simulated.ts';

interface Options {
	readonly dataset: string;
	readonly instances: number;
	readonly weeks: number;
	readonly seed: number;
	readonly until: string;
	readonly out?: string;
	readonly json?: true;
}

const lastDay = '2099-12-31';
const chunkCharacters = 1 << 18;

export function simulateCommand(): Command {
	return new Command('simulate')
		.description(
			'Write the heartbeats or usage records of a made-up fleet; the same options give the same bytes.'
		)
		.option('--dataset <id>', 'what to write', defaultDataset)
		.requiredOption(
			'--instances <number>',
			'instances, or other units, alive at the end',
			wholeNumber('--instances', 1, 100_000)
		)
		.requiredOption('--weeks <number>', 'weeks of time', wholeNumber('--weeks', 1, 520))
		.requiredOption('--seed <number>', 'which fleet', wholeNumber('--seed', 0, 2 ** 32 - 1))
		.option('--until <day>', 'last day', day('--until'), '2026-11-15')
		.option('--out <file>', 'NDJSON, or by extension .gz or .parquet (default: standard output)')
		.option('--json', 'summary as JSON (on standard error when the data goes to standard output)')
		.action(simulate);
}

async function simulate(options: Options): Promise<void> {
	const simulation = toSimulation(toDataset(options.dataset), options);
	if (!simulation) throw new Refusal(`--dataset: ${options.dataset} has no made-up data`, 2);
	const progress = simulateProgress(simulation.total, simulation.steps);
	let written = 0;
	const counted = chunks(simulation, (steps, lines) => {
		progress.update(steps);
		written = lines;
	});
	try {
		await writeSimulated(counted, options.out, simulation.columns);
	} finally {
		progress.stop();
	}
	report(options, simulation, written);
}

/** NDJSON in pieces of some size; `onStep` hears of each step of time as it is done, with the lines so far. */
function* chunks(
	simulation: Simulation,
	onStep: (steps: number, lines: number) => void
): Generator<Buffer> {
	let text = '';
	let lines = 0;
	let steps = 0;
	for (const records of simulation.batches()) {
		for (const record of records) {
			text += `${JSON.stringify(record)}\n`;
			lines += 1;
			if (text.length < chunkCharacters) continue;
			yield Buffer.from(text, 'latin1');
			text = '';
		}
		steps += 1;
		onStep(steps, lines);
	}
	if (text !== '') yield Buffer.from(text, 'latin1');
}

function report({ instances, out, json }: Options, { left, records }: Simulation, lines: number) {
	const stream = out === undefined ? process.stderr : process.stdout;
	const gone = left === undefined ? '' : `, and of ${left} that left earlier`;
	stream.write(
		json
			? `${JSON.stringify({ instances, left, [records]: lines, file: out ?? null })}\n`
			: `${lines} ${records} of ${instances} instances${gone}, in ${out ?? 'standard output'}\n`
	);
}

function wholeNumber(option: string, low: number, high: number): (text: string) => number {
	return (text) => {
		const value = /^\d+$/.test(text) ? Number(text) : NaN;
		if (value >= low && value <= high) return value;
		throw new Refusal(`${option}: expected a whole number from ${low} to ${high}, got ${text}`, 2);
	};
}

function day(option: string): (text: string) => string {
	const earliest = toDayText(firstNight);
	return (text) => {
		if (parseDay(text) !== undefined && text >= earliest && text <= lastDay) return text;
		throw new Refusal(`${option}: expected a day from ${earliest} to ${lastDay}, got ${text}`, 2);
	};
}
