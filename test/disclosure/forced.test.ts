// What no method can show: every pattern of a tiny table is tried, and the auditor says which keep requirement R.
import { beforeAll, expect, test } from 'vitest';
import { auditRelease } from '../../src/lib/disclosure/auditor/audit-release.ts';
import { DisclosureError } from '../../src/lib/disclosure/disclosure-error.ts';
import { toPublishedValue } from '../../src/lib/disclosure/interval.ts';
import { loadSolver, type Solver } from '../../src/lib/disclosure/linear/solver.ts';
import { minimumCount } from '../../src/lib/schema/policy.ts';
import {
	countStudy,
	publishStudy,
	repeat,
	toRelease,
	type Study
} from './support/publish-units.ts';

let solver: Solver;
beforeAll(async () => {
	solver = await loadSolver();
});

/**
 * 60 instances, all of them on Linux. With 60, Linux 60 and base 5, at most 3 could be on Windows: the hidden count
 * could not reach 5 (R1), so that its existence or absence would be narrowed further than the policy allows.
 */
const study: Study = {
	dimensions: [
		{ id: 'platform', kind: 'codes', codes: ['docker', 'k8s'], closed: true },
		{ id: 'os', kind: 'codes', codes: ['linux', 'windows'], closed: true }
	],
	tables: ['platform+os'],
	units: [
		...repeat(40, { platform: 'docker', os: 'linux' }),
		...repeat(20, { platform: 'k8s', os: 'linux' })
	]
};

/** Per pattern of hidden cells that keeps R with the total shown: the large enough cells that it hides. */
function safePatterns() {
	const counted = countStudy(study);
	const { counts, policy, system } = counted;
	const large = [...counts.keys()].filter(
		(cell) => cell > 0 && (counts[cell] ?? 0) >= minimumCount(policy)
	);
	const safe: string[][] = [];
	for (let pattern = 0; pattern < 2 ** large.length; pattern += 1) {
		const hidden = large.filter((_, index) => ((pattern >> index) & 1) === 1);
		const values = counts.map((count, cell) =>
			count < minimumCount(policy) || hidden.includes(cell) ? null : toPublishedValue(count, policy)
		);
		try {
			auditRelease(solver, toRelease(counted, values));
			safe.push(hidden.map((cell) => system.keys[cell] ?? ''));
		} catch (error) {
			if (!(error instanceof DisclosureError) || error.code !== 'audit-failed') throw error;
		}
	}
	return { safe, cells: counts.length };
}

test('where one category has all units, every safe release hides a third of the cells besides the small ones', () => {
	const { safe, cells } = safePatterns();
	const fewest = Math.min(...safe.map(({ length }) => length));
	expect({ cells, fewest }).toEqual({ cells: 9, fewest: 3 });
	expect(safe.every((hidden) => hidden.includes('os=linux'))).toBe(true);
	const { counts, values, policy } = publishStudy(solver, study);
	const secondary = values.filter(
		(value, cell) => value === null && (counts[cell] ?? 0) >= minimumCount(policy)
	);
	expect(secondary).toHaveLength(fewest);
});
