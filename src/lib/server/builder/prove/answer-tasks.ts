// What a thread does that proves releases: it takes one task after the other.
import { parentPort } from 'node:worker_threads';
import { DisclosureError } from '../../../disclosure/disclosure-error.ts';
import { loadSolver, type Solver } from '../../../disclosure/linear/solver.ts';
import { provePeriod, type ProvingTask } from './prove-period.ts';
import type { Answer } from './prover-thread.ts';

const solver = await loadSolver();
parentPort?.on('message', (task: ProvingTask) => {
	parentPort?.postMessage(answer(solver, task));
});

/** The class of an error does not survive the way to another thread, so a refusal is an answer; a bug ends the thread. */
function answer(solver: Solver, task: ProvingTask): Answer {
	try {
		return { proven: provePeriod(solver, task) };
	} catch (error) {
		if (!(error instanceof DisclosureError)) throw error;
		return { refused: { code: error.code, cells: error.cells } };
	}
}
