// Releases are proved in threads, as many at once as there are processors: proving is all reckoning and no waiting.
import type { ProvenRelease } from '../../../disclosure/release.ts';
import type { ProvingTask } from './prove-period.ts';
import type { Prover } from './prover.ts';
import { ProverThread } from './prover-thread.ts';

/** More are idle while periods are counted, which is done one after the other, and each takes memory. */
const mostThreads = 8;

/** Starts a thread when there is a task for it, and keeps it for the next one until all are closed. */
export class ProverThreads implements Prover {
	readonly ahead: number;
	readonly #most: number;
	readonly #threads = new Set<ProverThread>();
	readonly #idle: ProverThread[] = [];
	readonly #waiting: ((thread: ProverThread) => void)[] = [];

	/** @param processors how many may be used */
	constructor(processors: number) {
		this.#most = Math.min(processors, mostThreads);
		// Releases are written in order, so others must find work while the first of them takes its time.
		this.ahead = 2 * this.#most;
	}

	/** @throws {Error} what the thread met besides a refusal, such as a lack of memory; that thread is gone then */
	async prove(task: ProvingTask): Promise<ProvenRelease> {
		const thread = await this.#take();
		try {
			return await thread.prove(task);
		} finally {
			this.#giveBack(thread);
		}
	}

	/** Ends all threads, whatever they are doing; who waits for one has no answer. */
	async close(): Promise<void> {
		this.#waiting.length = 0;
		await Promise.all([...this.#threads].map((thread) => thread.end()));
	}

	async #take(): Promise<ProverThread> {
		const idle = this.#idle.pop();
		if (idle) return idle;
		if (this.#threads.size < this.#most) return this.#start();
		return new Promise((resolve) => this.#waiting.push(resolve));
	}

	#giveBack(thread: ProverThread): void {
		if (thread.hasEnded) this.#threads.delete(thread);
		const next = this.#waiting.shift();
		if (next) next(thread.hasEnded ? this.#start() : thread);
		else if (!thread.hasEnded) this.#idle.push(thread);
	}

	#start(): ProverThread {
		const thread = new ProverThread();
		this.#threads.add(thread);
		return thread;
	}
}
