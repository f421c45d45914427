import { beforeAll, describe, expect, test } from 'vitest';
import { checkRelease } from '../../src/lib/checker/check-release.ts';
import { auditRelease } from '../../src/lib/disclosure/auditor/audit-release.ts';
import { loadSolver, type Solver } from '../../src/lib/disclosure/linear/solver.ts';
import { Policy, minimumCount } from '../../src/lib/schema/policy.ts';
import { attack } from './support/attacker.ts';
import { caseStudies } from './support/case-studies.ts';
import { publishStudy } from './support/publish-units.ts';

describe.each(Object.entries(caseStudies))('case %s', (name, study) => {
	let solver: Solver;
	beforeAll(async () => {
		solver = await loadSolver();
	});
	const { k = 10 } = study.policy ?? {};
	const modes = [1, Math.min(5, k)];

	test.each(modes)('rounded to base %i: an attacker can’t narrow a small count', (base) => {
		const policy = Policy.parse({
			k,
			ambiguity: Math.max(base, Math.min(5, k)),
			...study.policy,
			base
		});
		const { system, counts, values, release } = publishStudy(solver, { ...study, policy });
		for (const value of values) if (value !== null) expect(value).toBeGreaterThanOrEqual(k);
		const certificate = auditRelease(solver, release);
		const result = checkRelease(release.manifest, release.cells, certificate);
		expect(result).toMatchObject({ ok: true });
		expect(JSON.stringify(release)).not.toContain('acme');
		if (release.manifest.withheld) return;
		const seen = new Set<number>();
		for (const [index, { cell }] of system.places.entries()) {
			const target = release.cells[index];
			if (!target || seen.has(cell) || (counts[cell] ?? 0) >= minimumCount(policy)) continue;
			seen.add(cell);
			expect(target.value, name).toBeNull();
			const { low, high } = attack(solver, release, target);
			expect(low, JSON.stringify(target)).toBe(0);
			expect(high, JSON.stringify(target)).toBeGreaterThanOrEqual(policy.ambiguity);
		}
	});
});
