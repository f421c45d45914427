// The server of a soak, and what befalls it: each of the faults leaves it running again.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { murmuration } from '../../support/murmuration.ts';
import { isAlive, Served, type Part } from '../../support/served.ts';
import type { TelemetryDatabase } from '../../support/telemetry-database.ts';
import { dayMs, type SoakClock } from './clock.ts';

const preload = pathToFileURL(join(import.meta.dirname, 'clock-in-process.js')).href;
/** Blocks of 512 bytes: one line of the inbox fits into a file, and nothing of the warehouse. */
const fullDisk = '-f 2';
const mostAttempts = 10;

/** A backup, and when it began by the clock of the soak. */
export interface Backup {
	readonly folder: string;
	readonly began: number;
}

/** The server of a soak, one process group after the other on the same data folder. */
export class Scene {
	readonly dataFolder: string;
	readonly clock: SoakClock;
	/** Behind the inbox, if any; otherwise heartbeats stay in the warehouse. */
	readonly database: TelemetryDatabase | undefined;
	readonly backups: Backup[] = [];
	/** What the servers before the present one said on standard error. */
	#saidBefore = '';
	#served: Served | undefined;

	constructor(dataFolder: string, clock: SoakClock, database?: TelemetryDatabase) {
		this.dataFolder = dataFolder;
		this.clock = clock;
		this.database = database;
	}

	get served(): Served {
		if (!this.#served) throw new Error('the server was not started');
		return this.#served;
	}

	get origin(): string {
		return this.served.origin;
	}

	/** What all servers said on standard error. */
	get stderr(): string {
		return this.#saidBefore + (this.#served?.stderr ?? '');
	}

	async start(limits?: string): Promise<void> {
		this.#saidBefore = this.stderr;
		const environment = {
			NODE_OPTIONS: `--import ${preload}`,
			SOAK_CLOCK: this.clock.file,
			MURMURATION_DRAIN_SECONDS: '0.5',
			MURMURATION_SOURCE_REQUESTS_PER_MINUTE: '1000000',
			MURMURATION_SOURCE_INSTANCES_PER_DAY: '1000000',
			...(this.database && { MURMURATION_DATABASE_URL: this.database.address })
		};
		this.#served = await Served.start(this.dataFolder, environment, limits);
	}

	/** Stops it as its users do. */
	async stop(): Promise<number | null> {
		return this.served.stop();
	}

	/** Kills the supervisor and all below it at once. */
	async killAll(): Promise<void> {
		const below = this.served.runningParts();
		await this.served.kill();
		for (const { pid } of below) killOne(pid);
		while (below.some(({ pid }) => isAlive(pid))) await sleep(10);
	}

	/** Kills parts at once and waits until they run again. */
	async kill(...parts: Part[]): Promise<void> {
		const before = this.served.runningParts().filter(({ part }) => parts.includes(part));
		for (const { pid } of before) killOne(pid);
		for (const { part, pid } of before) {
			while ((await this.served.pidOf(part)) === pid) await sleep(20);
		}
	}

	/** Lets days of the soak go by. */
	async days(count: number): Promise<void> {
		await sleep((count * dayMs) / this.clock.rate);
	}

	async fillDisk(): Promise<void> {
		await this.stop();
		await this.start(fullDisk);
		await this.days(1);
		await this.killAll();
		await this.start();
	}

	/**
	 * Backs up between two rounds of the builder, which come much more often than they would.
	 *
	 * @throws when the verb fails again and again
	 */
	async backUp(): Promise<void> {
		const folder = `${this.dataFolder}-backup-${this.backups.length + 1}`;
		for (let attempt = 1; ; attempt += 1) {
			const began = this.clock.now();
			const { code, stderr } = await murmuration(this.dataFolder, 'backup', folder);
			if (code === 0) {
				this.backups.push({ folder, began });
				return;
			}
			if (attempt === mostAttempts) throw new Error(`backup failed: ${stderr}`);
		}
	}
}

function killOne(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It ended by itself.
	}
}

/** What befalls a server, and leaves it running again. */
export interface Fault {
	readonly name: string;
	readonly strike: (scene: Scene) => Promise<unknown>;
}

/** All that befalls any server, in the order in which it does, again and again. */
export const faults: readonly Fault[] = [
	{ name: 'web process killed', strike: (scene) => scene.kill('serve-web') },
	{ name: 'builder killed', strike: (scene) => scene.kill('serve-builder') },
	{
		name: 'all killed',
		strike: async (scene) => {
			await scene.killAll();
			await scene.start();
		}
	},
	{ name: 'clock set forward a day', strike: (scene) => scene.clock.set(dayMs) },
	{ name: 'backup', strike: (scene) => scene.backUp() },
	{
		name: 'web process and builder killed',
		strike: (scene) => scene.kill('serve-web', 'serve-builder')
	},
	{ name: 'disk full for a day', strike: (scene) => scene.fillDisk() },
	{ name: 'clock set back a day', strike: (scene) => scene.clock.set(-dayMs) },
	{
		name: 'stopped and started',
		strike: async (scene) => {
			await scene.stop();
			await scene.start();
		}
	}
];
