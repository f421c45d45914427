// A small simulated fleet, loaded and published by the program itself, with its raw heartbeats at hand.
import { existsSync } from 'node:fs';
import { cp, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { murmuration, temporaryFolder, type Outcome } from './murmuration.ts';
import { sharedFolderVariable } from './shared-folder.ts';

/** A data folder with releases, and the file they were made from. */
export interface PublishedFleet {
	readonly dataFolder: string;
	readonly heartbeatsFile: string;
	remove(): Promise<void>;
}

/** How large a fleet is, and for how many weeks it reports; all weeks end with 2026-W46. */
export interface FleetSize {
	readonly instances?: number;
	readonly weeks?: number;
	readonly seed?: number;
}

const patienceMs = 110_000;

/**
 * Simulates, loads and publishes; fails with the program's own words. The same fleet is made once in a run of tests,
 * and every caller gets a copy of its own.
 */
export async function publishFleet(options: FleetSize = {}): Promise<PublishedFleet> {
	const { instances = 400, weeks = 10, seed = 3 } = options;
	const { folder, remove } = await temporaryFolder();
	const made = await sharedFleet({ instances, weeks, seed });
	await cp(made, folder, { recursive: true, preserveTimestamps: true });
	return { dataFolder: folder, heartbeatsFile: join(folder, 'fleet.ndjson'), remove };
}

/** The folder of the fleet, made by whoever asks first while the others wait. */
async function sharedFleet(fleet: Required<FleetSize>): Promise<string> {
	const shared = process.env[sharedFolderVariable] ?? (await temporaryFolder()).folder;
	const name = join(shared, `${fleet.instances}-${fleet.weeks}-${fleet.seed}`);
	const [making, ready] = [`${name}.making`, `${name}.ready`];
	try {
		await mkdir(making);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
		for (let waited = 0; !existsSync(ready); waited += 200) {
			if (waited > patienceMs) {
				throw new Error(`the fleet ${name} was not made`, { cause: error });
			}
			await wait(200);
		}
		return ready;
	}
	await makeFleet(making, fleet);
	await cp(making, `${name}.copy`, { recursive: true, preserveTimestamps: true });
	await rename(`${name}.copy`, ready);
	return ready;
}

async function makeFleet(
	folder: string,
	{ instances, weeks, seed }: Required<FleetSize>
): Promise<void> {
	const file = join(folder, 'fleet.ndjson');
	const size = ['--instances', `${instances}`, '--weeks', `${weeks}`, '--seed', `${seed}`];
	succeed(await murmuration(folder, 'simulate', ...size, '--out', file));
	succeed(await murmuration(folder, 'load', file));
	succeed(await murmuration(folder, 'publish'));
}

function succeed({ code, stderr }: Outcome): void {
	if (code !== 0) throw new Error(`exit code ${String(code)}: ${stderr}`);
}
