// A long time of a server in a short one: it takes, drains, publishes, deletes what is old and is backed up, first
// undisturbed and then under every fault, while a fleet reports and somebody reads.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { drainInbox } from '../../../src/lib/server/builder/drain-inbox.ts';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { heartbeat, toNdjson } from '../../support/heartbeats.ts';
import { murmuration } from '../../support/murmuration.ts';
import type { TelemetryDatabase } from '../../support/telemetry-database.ts';
import { writeFile } from 'node:fs/promises';
import {
	countOld,
	mostInstances,
	readWarehouse,
	settle,
	type Account,
	type StoredRow
} from './account.ts';
import { dayMs, dayOf, SoakClock } from './clock.ts';
import { databaseFaults, readDatabase } from './database.ts';
import { Fleet } from './fleet.ts';
import { sampleMemory, toCourses, type Course, type Sample } from './memory.ts';
import { ReleaseWatch } from './releases.ts';
import { faults, Scene } from './scene.ts';

/** How a soak goes. */
export interface SoakOptions {
	/** An empty folder; backups are written beside it. */
	readonly dataFolder: string;
	/** Behind the inbox, empty; without one heartbeats stay in the warehouse. */
	readonly database?: TelemetryDatabase | undefined;
	/** Real time of all of it, without the account at its end. */
	readonly seconds: number;
	readonly secondsPerDay: number;
	readonly say: (line: string) => void;
}

/** What a soak found. */
export interface Report {
	readonly days: number;
	readonly faults: Readonly<Record<string, number>>;
	readonly acknowledged: number;
	readonly answers: Readonly<Record<string, number>>;
	readonly reads: Readonly<Record<string, number>>;
	readonly releases: number;
	/** Heartbeats that were past their retention at the start and are not there at the end. */
	readonly expired: number;
	readonly account: Account;
	readonly restored: Account;
	/** What ought not to be, each in a line; empty when all is well. */
	readonly problems: readonly string[];
	readonly courses: readonly Course[];
	readonly samples: readonly Sample[];
	readonly stderr: string;
}

const start = Date.parse('2027-03-01T00:00:00Z');
const keepDays = 366;
const instances = 80;
/** Loaded before the start, these grow too old in the course of the soak, one day after the other. */
const old = { instances: 30, firstDay: 380, lastDay: 350 } as const;
/** How much of the time nothing befalls the server. */
const quiet = 0.4;
const lookMs = 1_000;
const askMs = 100;

/** Runs a soak. Needs a build. */
export async function soak(options: SoakOptions): Promise<Report> {
	const { dataFolder, database } = options;
	const oldRows = await loadOld(dataFolder);
	const clock = new SoakClock(`${dataFolder}-clock.json`, start, options.secondsPerDay);
	const scene = new Scene(dataFolder, clock, database);
	await scene.start();
	try {
		return await play(scene, oldRows, options);
	} finally {
		await scene.killAll();
	}
}

async function play(
	scene: Scene,
	oldRows: number,
	{ dataFolder, seconds, secondsPerDay, say }: SoakOptions
): Promise<Report> {
	const { clock } = scene;
	const fleet = new Fleet(clock, () => scene.origin, instances);
	const watch = new ReleaseWatch(dataFolder);
	const samples: Sample[] = [];
	const watching = new AbortController();
	const { signal } = watching;
	const hourMs = (secondsPerDay * 1000) / 24;
	const watchers = [
		every(hourMs, signal, () => void samples.push(...sampleMemory(scene.served, clock.now()))),
		every(lookMs, signal, () => {
			watch.look();
		}),
		every(askMs, signal, () => watch.ask(scene.origin))
	];
	const deadline = performance.now() + seconds * 1000;
	await sleep(seconds * quiet * 1000);
	const struck = await strikeUntil(deadline, scene, say);
	await fleet.stop();
	watching.abort();
	await Promise.all(watchers);
	const code = await scene.stop();
	const problems = code === 0 ? [] : [`the server ended with ${code}`];
	watch.look();
	const { account, left } = await settleAll(scene, fleet);
	problems.push(...(await verifyAll(dataFolder, watch)), ...watch.problems);
	return {
		days: Math.round((clock.now() - start) / dayMs),
		faults: struck,
		acknowledged: fleet.acknowledged,
		answers: Object.fromEntries(fleet.statuses),
		reads: Object.fromEntries(watch.statuses),
		releases: watch.folders.length,
		expired: oldRows - left,
		account,
		restored: await settleRestored(scene, fleet),
		problems,
		courses: toCourses(samples),
		samples,
		stderr: scene.stderr
	};
}

async function loadOld(dataFolder: string): Promise<number> {
	const beats = Array.from({ length: old.firstDay - old.lastDay }, (_, day) =>
		Array.from({ length: old.instances }, (__, n) =>
			heartbeat(mostInstances + n, dayOf(start - (old.firstDay - day) * dayMs))
		)
	).flat();
	const file = `${dataFolder}-old.ndjson`;
	await writeFile(file, toNdjson(beats));
	const { code, stderr } = await murmuration(dataFolder, 'load', file);
	if (code !== 0) throw new Error(stderr);
	return beats.length;
}

async function strikeUntil(
	deadline: number,
	scene: Scene,
	say: (line: string) => void
): Promise<Record<string, number>> {
	const struck: Record<string, number> = {};
	const all = [...(scene.database ? databaseFaults(scene.database) : []), ...faults];
	for (let turn = 0; performance.now() < deadline || turn < all.length; turn += 1) {
		const fault = all[turn % all.length];
		if (!fault) break;
		await fault.strike(scene);
		struck[fault.name] = (struck[fault.name] ?? 0) + 1;
		say(`${new Date(scene.clock.now()).toISOString().slice(0, 16)} ${fault.name}`);
		await scene.days(0.5 + Math.random());
	}
	return struck;
}

/** Does `work` again and again until `signal`. */
async function every(pauseMs: number, signal: AbortSignal, work: () => unknown): Promise<void> {
	while (!signal.aborted) {
		await work();
		await sleep(pauseMs);
	}
}

async function settleAll(
	{ dataFolder, clock, database }: Scene,
	{ sent }: Fleet
): Promise<{ account: Account; left: number }> {
	const now = clock.highest() + dayMs;
	const rows = database ? await readDatabase(database) : await drainAndRead(dataFolder, now);
	const keptFrom = dayOf(now - keepDays * dayMs);
	return { account: settle(rows, sent, { keptFrom }), left: countOld(rows) };
}

/**
 * The last backup in a new place: all that was acknowledged before it began is there. What of it the database has already
 * changes nothing there.
 */
async function settleRestored(
	{ dataFolder, clock, backups, database }: Scene,
	{ sent }: Fleet
): Promise<Account> {
	const last = backups.at(-1);
	if (!last) throw new Error('nothing was backed up');
	const folder = join(`${dataFolder}-restored`);
	const { code, stderr } = await murmuration(folder, 'restore', last.folder);
	if (code !== 0) throw new Error(`restore failed: ${stderr}`);
	const keptFrom = dayOf(clock.highest() - keepDays * dayMs);
	if (!database) {
		const rows = await drainAndRead(folder, clock.highest());
		return settle(rows, sent, { before: last.began, keptFrom });
	}
	const restored = new Scene(folder, clock, database);
	await restored.start();
	await restored.days(1);
	if ((await restored.stop()) !== 0) throw new Error(`restored: ${restored.stderr}`);
	return settle(await readDatabase(database), sent, { keptFrom });
}

async function drainAndRead(dataFolder: string, now: number): Promise<StoredRow[]> {
	const warehouse = await openWarehouse(dataFolder);
	try {
		await drainInbox(warehouse, { dataFolder, now });
		return await readWarehouse(warehouse);
	} finally {
		warehouse.close();
	}
}

async function verifyAll(dataFolder: string, { folders }: ReleaseWatch): Promise<string[]> {
	const audit = await murmuration(dataFolder, 'audit', ...folders);
	const log = await murmuration(dataFolder, 'audit-log', 'verify');
	return [audit, log].flatMap(({ code, stdout, stderr }) =>
		code === 0
			? []
			: [
					`${stdout}${stderr}`
						.split('\n')
						.filter((line) => line.includes('FAIL') || line.startsWith('murmuration'))
						.join('; ')
				]
	);
}
