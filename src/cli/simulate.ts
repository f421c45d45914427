// murmuration simulate: a made-up fleet for trying things out.
import { Command } from 'commander';
import { parseDay, toDayText } from '../lib/datasets/simulate/day.ts';
import {
	createFleet,
	firstNight,
	heartbeatsOfNight,
	type Fleet
} from '../lib/datasets/simulate/fleet.ts';
import { Refusal } from './refusal.ts';
import { simulateProgress } from './simulate-progress.ts';
import { writeHeartbeats } from './write-heartbeats.ts';

interface Options {
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
		.description('Write the heartbeats of a made-up fleet; the same options give the same bytes.')
		.requiredOption(
			'--instances <number>',
			'instances alive at the end',
			wholeNumber('--instances', 1, 100_000)
		)
		.requiredOption('--weeks <number>', 'weeks of nights', wholeNumber('--weeks', 1, 520))
		.requiredOption('--seed <number>', 'which fleet', wholeNumber('--seed', 0, 2 ** 32 - 1))
		.option('--until <day>', 'last night', day('--until'), '2026-11-15')
		.option('--out <file>', 'NDJSON, or by extension .gz or .parquet (default: standard output)')
		.option(
			'--json',
			'summary as JSON (on standard error when the heartbeats go to standard output)'
		)
		.action(simulate);
}

async function simulate(options: Options): Promise<void> {
	const fleet = createFleet(options);
	const progress = simulateProgress(fleet.nights.length);
	let heartbeats = 0;
	const counted = chunks(fleet, (nights, lines) => {
		progress.update(nights);
		heartbeats = lines;
	});
	try {
		await writeHeartbeats(counted, options.out);
	} finally {
		progress.stop();
	}
	report(options, fleet, heartbeats);
}

/** NDJSON in pieces of some size; `onNight` hears of each night as it is done, with the lines so far. */
function* chunks(
	fleet: Fleet,
	onNight: (nights: number, lines: number) => void
): Generator<Buffer> {
	let text = '';
	let lines = 0;
	for (const [index, night] of fleet.nights.entries()) {
		for (const heartbeat of heartbeatsOfNight(fleet, night)) {
			text += `${JSON.stringify(heartbeat)}\n`;
			lines += 1;
			if (text.length < chunkCharacters) continue;
			yield Buffer.from(text, 'latin1');
			text = '';
		}
		onNight(index + 1, lines);
	}
	if (text !== '') yield Buffer.from(text, 'latin1');
}

function report({ instances, out, json }: Options, { left }: Fleet, heartbeats: number): void {
	const stream = out === undefined ? process.stderr : process.stdout;
	stream.write(
		json
			? `${JSON.stringify({ instances, left, heartbeats, file: out ?? null })}\n`
			: `${heartbeats} heartbeats of ${instances} instances, and of ${left} that left earlier, in ${out ?? 'standard output'}\n`
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
