import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkRelease } from '../../../src/lib/checker/check-release.ts';
import { auditRelease } from '../../../src/lib/disclosure/auditor/audit-release.ts';
import { loadSolver, type Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { minimumCount } from '../../../src/lib/schema/policy.ts';
import { publishStudy, repeat, shown, type Study } from '../support/publish-units.ts';
import { studies } from '../support/random-study.ts';

let solver: Solver;
beforeAll(async () => {
	solver = await loadSolver();
});

test('any fleet is published safely, and its certificate proves it', () => {
	fc.assert(
		fc.property(studies, (study) => {
			const { counts, values, policy, release } = publishStudy(solver, study);
			for (const [cell, value] of values.entries()) {
				const isSmall = (counts[cell] ?? 0) < minimumCount(policy);
				if (value !== null) expect(isSmall || value < minimumCount(policy)).toBe(false);
			}
			const certificate = auditRelease(solver, release);
			const result = checkRelease(release.manifest, release.cells, certificate);
			expect(result).toMatchObject({ ok: true });
		}),
		{ numRuns: 40 }
	);
});

test('the same units in another order give the same release and certificate', () => {
	fc.assert(
		fc.property(studies, (study) => {
			const once = publishStudy(solver, study).release;
			const again = publishStudy(solver, { ...study, units: [...study.units].reverse() }).release;
			expect(again).toEqual(once);
			expect(auditRelease(solver, again)).toEqual(auditRelease(solver, once));
		}),
		{ numRuns: 6 }
	);
});

describe('a fleet of 200 of which 182 run 2.1.8 and 18 run 2.1.7', () => {
	const study: Study = {
		dimensions: [
			{ id: 'version', kind: 'version' },
			{ id: 'platform', kind: 'codes', codes: ['docker', 'k8s', 'bare'] },
			{ id: 'rules', kind: 'answer' }
		],
		tables: ['version', 'version+platform', 'rules'],
		units: [
			...repeat(120, { version: '2.1.8', platform: 'docker', rules: 'yes' }),
			...repeat(57, { version: '2.1.8', platform: 'k8s', rules: 'yes' }),
			...repeat(5, { version: '2.1.8', platform: 'k8s', rules: 'no' }),
			...repeat(18, { version: '2.1.7', platform: 'docker', rules: 'yes' })
		]
	};

	test('shows 180, 20 and 200, and neither side of 195 with rules', () => {
		const { system, values } = publishStudy(solver, study);
		expect(shown(system, values, '')).toBe(200);
		expect(shown(system, values, 'version=2.1.8')).toBe(180);
		expect(shown(system, values, 'version=2.1.7')).toBe(20);
		expect(shown(system, values, 'rules=yes')).toBeNull();
		expect(shown(system, values, 'rules=no')).toBeNull();
	});
});

test('a total below k withholds everything', () => {
	const { values, release } = publishStudy(solver, {
		dimensions: [{ id: 'platform', kind: 'codes', codes: ['docker', 'k8s'] }],
		tables: ['platform'],
		units: repeat(9, { platform: 'docker' })
	});
	expect(values.every((value) => value === null)).toBe(true);
	const certificate = auditRelease(solver, release);
	expect(certificate.worlds).toEqual([]);
	expect(checkRelease(release.manifest, release.cells, certificate)).toMatchObject({ ok: true });
});
