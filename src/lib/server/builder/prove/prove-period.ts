// From what a period counts to a release that is proved: disclosure control, the audit beside its neighbours, the check.
import { checkRelease } from '../../../checker/check-release.ts';
import { DisclosureError } from '../../../disclosure/disclosure-error.ts';
import type { Solver } from '../../../disclosure/linear/solver.ts';
import {
	makeRelease,
	type ProvenRelease,
	type ReleaseContext
} from '../../../disclosure/release.ts';
import type { CountedPeriod } from '../../warehouse/count-period.ts';
import { auditNeighbours, knownTotal, type Neighbours } from '../month-and-its-weeks.ts';

/** All that a release is made of: plain values, so that they can go to another thread. */
export interface ProvingTask {
	readonly context: Omit<ReleaseContext, 'total'>;
	readonly counted: CountedPeriod;
	readonly neighbours: Neighbours;
}

/**
 * Makes the release of a period and has it checked from its published numbers alone.
 *
 * @throws {DisclosureError} when the counts can't be protected, or the published numbers would give too much away
 */
export function provePeriod(
	solver: Solver,
	{ context, counted, neighbours }: ProvingTask
): ProvenRelease {
	const total = knownTotal(context.period, neighbours);
	const proven = makeRelease(solver, { ...context, total }, counted.counts, counted.amounts);
	auditNeighbours(solver, proven.release, neighbours);
	const { release, certificate } = proven;
	const checked = checkRelease(release.manifest, release.cells, certificate, total);
	if (!checked.ok) {
		throw new DisclosureError('audit-failed', [`${checked.cell}: ${checked.reason}`]);
	}
	return proven;
}
