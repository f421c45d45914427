// One process that is kept running: started again when it ends, a little later each time.
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { restartDelayMs } from './restart-delay.ts';
import { stopMessage } from './supervised.ts';

export interface KeptChildOptions {
	/** What people call it. */
	readonly name: string;
	/** Starts the process, with a channel for messages. */
	readonly start: () => ChildProcess;
	/** Whether serving makes no sense without it: then it is not restarted when it refuses its first start. */
	readonly needed: boolean;
	/** Called with the first message of each process, which means that it does its work now. */
	readonly onReady?: (message: unknown) => void;
	readonly say: (line: string) => void;
}

/** Exit code of a needed process that refused its first start. */
export interface RefusedStart {
	readonly exitCode: number;
}

/** A process that ran for so long was healthy: what ends it now is not what ended it before. */
const healthyMs = 60_000;

/** Keeps a process running from `start` to `stop`. */
export class KeptChild {
	readonly #options: KeptChildOptions;
	readonly #stopping = new AbortController();
	#child: ChildProcess | undefined;
	#wasReady = false;
	#kept: Promise<RefusedStart | undefined> | undefined;

	constructor(options: KeptChildOptions) {
		this.#options = options;
	}

	/** Starts it; resolves when it is stopped, or with the exit code of a refused first start. */
	start(): Promise<RefusedStart | undefined> {
		this.#kept ??= this.#keep();
		return this.#kept;
	}

	/** Lets the process that runs now be the last one. */
	startNoMore(): void {
		this.#stopping.abort();
	}

	/**
	 * Asks it to stop and waits for its end; kills it after `patienceMs`.
	 *
	 * @returns whether it ended by itself
	 */
	async stop(patienceMs: number): Promise<boolean> {
		this.startNoMore();
		if (this.#child?.connected) this.#child.send(stopMessage, () => {});
		let inTime = true;
		const timer = setTimeout(() => {
			inTime = false;
			this.kill();
		}, patienceMs);
		await this.#kept;
		clearTimeout(timer);
		return inTime;
	}

	/** Ends it at once. */
	kill(): void {
		this.startNoMore();
		this.#child?.kill('SIGKILL');
	}

	async #keep(): Promise<RefusedStart | undefined> {
		const { name, needed, say } = this.#options;
		for (let failures = 0; ;) {
			const startedMs = performance.now();
			const { exitCode, reason } = await this.#runOnce();
			if (this.#isStopping()) return undefined;
			if (needed && !this.#wasReady && exitCode !== null) return { exitCode };
			failures = performance.now() - startedMs < healthyMs ? failures + 1 : 1;
			const delayMs = restartDelayMs(failures, Math.random());
			say(`the ${name} stopped (${reason}); it starts again in ${(delayMs / 1000).toFixed(1)} s`);
			await this.#pause(delayMs);
			if (this.#isStopping()) return undefined;
		}
	}

	#isStopping(): boolean {
		return this.#stopping.signal.aborted;
	}

	#runOnce(): Promise<{ exitCode: number | null; reason: string }> {
		const child = this.#options.start();
		this.#child = child;
		child.once('message', (message) => {
			this.#wasReady = true;
			this.#options.onReady?.(message);
		});
		return new Promise((resolve) => {
			child.once('error', ({ message }) => {
				resolve({ exitCode: null, reason: message });
			});
			child.once('exit', (exitCode, signal) => {
				resolve({ exitCode, reason: signal ?? `exit code ${String(exitCode)}` });
			});
		});
	}

	async #pause(delayMs: number): Promise<void> {
		const { signal } = this.#stopping;
		await sleep(delayMs, undefined, { signal }).catch((error: unknown) => {
			if (!signal.aborted) throw error;
		});
	}
}
