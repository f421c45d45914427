// A small simulated fleet, loaded and published by the program itself, with its raw heartbeats at hand.
import { join } from 'node:path';
import { murmuration, temporaryFolder, type Outcome } from './murmuration.ts';

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

/** Simulates, loads and publishes; fails with the program's own words. */
export async function publishFleet(fleetSize: FleetSize = {}): Promise<PublishedFleet> {
	const { instances = 400, weeks = 10, seed = 3 } = fleetSize;
	const { folder, remove } = await temporaryFolder();
	const heartbeatsFile = join(folder, 'fleet.ndjson');
	const size = ['--instances', `${instances}`, '--weeks', `${weeks}`, '--seed', `${seed}`];
	succeed(await murmuration(folder, 'simulate', ...size, '--out', heartbeatsFile));
	succeed(await murmuration(folder, 'load', heartbeatsFile));
	succeed(await murmuration(folder, 'publish'));
	return { dataFolder: folder, heartbeatsFile, remove };
}

function succeed({ code, stderr }: Outcome): void {
	if (code !== 0) throw new Error(`exit code ${String(code)}: ${stderr}`);
}
