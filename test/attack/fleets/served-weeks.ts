// Fleets as consecutive weeks of one data folder: loaded, published and served by the program itself.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parsePeriod } from '../../../src/lib/schema/period.ts';
import { toNdjson } from '../../support/heartbeats.ts';
import { startServer, temporaryFolder } from '../../support/murmuration.ts';
import { toHeartbeat, type Unit } from './unit.ts';

const program = fileURLToPath(new URL('../../../src/cli/murmuration.js', import.meta.url));

/** The instances that report in one week; place in the list is identity where `firstId` is the same. */
export interface Week {
	readonly period: string;
	readonly units: readonly Unit[];
	/** Number of the first instance; by default no two weeks share an instance. */
	readonly firstId?: number;
}

/** Thresholds that differ from the defaults. */
export type PolicyFile = Readonly<Record<string, number>>;

/** What became of a period: `published`, `withheld` or `refused` with its reason. */
export interface Outcome {
	readonly period: string;
	readonly outcome: string;
	readonly reason?: string;
}

/** A running server over published weeks, and the months they lie in. */
export interface ServedWeeks {
	readonly origin: string;
	readonly dataFolder: string;
	readonly outcomes: readonly Outcome[];
	/** Loads more heartbeats and publishes what is due then. */
	readonly add: (weeks: readonly Week[]) => Promise<readonly Outcome[]>;
	readonly stop: () => Promise<void>;
}

/** One active day is enough to count, so that a fleet of a week needs no other week. */
const atOnce = { minActiveDays: 1, minAgeDays: 0 };

/** Publishes `weeks` under a policy and serves them. */
export async function serveWeeks(
	weeks: readonly Week[],
	policy: PolicyFile = {}
): Promise<ServedWeeks> {
	const { folder, remove } = await temporaryFolder();
	const policyFile = join(folder, 'policy.json');
	await writeFile(policyFile, JSON.stringify({ ...atOnce, ...policy }));
	const environment = { MURMURATION_DATA: folder, MURMURATION_POLICY: policyFile };
	let loads = 0;
	const add = async (more: readonly Week[]) => {
		loads += 1;
		const file = join(folder, `fleet-${loads}.ndjson`);
		await writeFile(file, more.map((week, index) => weekText(week, (index + 1) * 1_000)).join(''));
		await runVerb(environment, 'load', file);
		const { outcomes } = JSON.parse(await runVerb(environment, 'publish', '--json')) as {
			outcomes: Outcome[];
		};
		return outcomes;
	};
	try {
		const outcomes = await add(weeks);
		const server = await startServer(folder);
		const stop = async () => {
			await server.stop();
			await remove();
		};
		return { origin: server.origin, dataFolder: folder, outcomes, add, stop };
	} catch (error) {
		await remove();
		throw error;
	}
}

function weekText({ period, units, firstId }: Week, otherwise: number): string {
	const { start } = parsePeriod(period);
	return toNdjson(
		units.map((unit, index) => toHeartbeat(unit, (firstId ?? otherwise) + index, start))
	);
}

/** Output of a verb; one that refuses some periods still says what became of each. */
async function runVerb(
	environment: Readonly<Record<string, string>>,
	...parameters: string[]
): Promise<string> {
	const env = { ...process.env, ...environment };
	const child = promisify(execFile)(process.execPath, [program, ...parameters], {
		env,
		maxBuffer: 1e8
	});
	return child.then(
		({ stdout }) => stdout,
		(error: unknown) => {
			const { stdout, stderr } = error as { stdout?: string; stderr?: string };
			if (stdout?.startsWith('{"outcomes"') === true) return stdout;
			throw new Error(`murmuration ${parameters[0] ?? ''}: ${stderr ?? ''}`, { cause: error });
		}
	);
}
