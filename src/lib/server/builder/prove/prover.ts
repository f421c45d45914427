// Who proves the releases of a run of publishing.
import { loadSolver } from '../../../disclosure/linear/solver.ts';
import type { ProvenRelease } from '../../../disclosure/release.ts';
import { provePeriod, type ProvingTask } from './prove-period.ts';

/** Proves releases, several at once where there is more than one processor for it. */
export interface Prover {
	/** How many periods may be given to it before the first of them is done. */
	readonly ahead: number;
	/** @throws {DisclosureError} as `provePeriod` does */
	prove(task: ProvingTask): Promise<ProvenRelease>;
}

/** Proves one release after the other in this thread. */
export const proverHere: Prover = {
	ahead: 1,
	prove: async (task) => provePeriod(await loadSolver(), task)
};
