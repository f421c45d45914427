// One thread that proves releases, seen from outside.
import { Worker } from 'node:worker_threads';
import { DisclosureError } from '../../../disclosure/disclosure-error.ts';
import type { ProvenRelease } from '../../../disclosure/release.ts';
import type { ProvingTask } from './prove-period.ts';

/** What a thread answers to a task. Anything but a refusal ends it. */
export type Answer =
	| { readonly proven: ProvenRelease }
	| { readonly refused: Pick<DisclosureError, 'code' | 'cells'> };

/** Proves one release at a time with a solver of its own. */
export class ProverThread {
	readonly #worker = new Worker(new URL('./thread-entry.js', import.meta.url));
	#answered: ((answer: Answer) => void) | undefined;
	#failed: ((error: Error) => void) | undefined;
	#hasEnded = false;

	constructor() {
		this.#worker.on('message', (answer: Answer) => this.#answered?.(answer));
		this.#worker.on('error', (error: Error) => {
			this.#hasEnded = true;
			this.#failed?.(error);
		});
		this.#worker.on('exit', (code) => {
			this.#hasEnded = true;
			this.#failed?.(new Error(`a thread that proves releases ended with code ${code}`));
		});
	}

	get hasEnded(): boolean {
		return this.#hasEnded;
	}

	/** @throws {DisclosureError} as `provePeriod` does */
	async prove(task: ProvingTask): Promise<ProvenRelease> {
		const answer = await new Promise<Answer>((resolve, reject) => {
			this.#answered = resolve;
			this.#failed = reject;
			this.#worker.postMessage(task);
		});
		if ('proven' in answer) return answer.proven;
		throw new DisclosureError(answer.refused.code, answer.refused.cells);
	}

	async end(): Promise<void> {
		await this.#worker.terminate();
	}
}
