import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkRelease } from '../../../src/lib/checker/check-release.ts';
import { auditRelease } from '../../../src/lib/disclosure/auditor/audit-release.ts';
import { monthBeside, weekBeside } from '../../../src/lib/disclosure/auditor/month-and-weeks.ts';
import { totalOf } from '../../../src/lib/disclosure/auditor/total-of.ts';
import { DisclosureError } from '../../../src/lib/disclosure/disclosure-error.ts';
import { loadSolver, type Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { protectTables } from '../../../src/lib/disclosure/secondary/protect-tables.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { countStudy, publishStudy, repeat, toRelease } from '../support/publish-units.ts';

const policy = Policy.parse({});
const month = (low: number, high: number) => ({
	manifest: { granularity: 'month' as const, start: '2026-06-01', end: '2026-07-01', policy },
	total: { low, high }
});
const week = (low: number, high: number) => ({
	manifest: { granularity: 'week' as const, start: '2026-06-01', end: '2026-06-08', policy },
	total: { low, high }
});

describe('a month and its weeks', () => {
	test('a month has at least the units of every week inside it', () => {
		expect(monthBeside([week(193, 197), week(198, 202)]).low).toBe(198);
		expect(monthBeside([])).toEqual({ low: 0, high: Infinity, gaps: [] });
	});

	test('a week has at most the units of its month', () => {
		expect(weekBeside(month(198, 202)).high).toBe(202);
		expect(weekBeside(undefined).high).toBe(Infinity);
	});

	test('who was active in the month only may be nobody, or as many as may be shown', () => {
		expect(monthBeside([week(198, 202)]).gaps).toEqual([{ most: 201, least: 208 }]);
		expect(weekBeside(month(198, 202)).gaps).toEqual([{ most: 191, least: 198 }]);
	});

	test('a hidden total still is between what its parts leave', () => {
		const units = [...repeat(140, { platform: 'docker' }), ...repeat(60, { platform: 'k8s' })];
		const dimensions = [
			{ id: 'platform', kind: 'codes' as const, closed: true, codes: ['docker', 'k8s'] }
		];
		const counted = countStudy({ dimensions, tables: ['platform'], units });
		const release = toRelease(counted, [null, 140, 60]);
		release.manifest.withheld = false;
		expect(totalOf(release)).toEqual({ low: 196, high: 204 });
		release.manifest.withheld = true;
		expect(totalOf(release)).toEqual({ low: 0, high: 9 });
	});
});

describe('the audit within such bounds', () => {
	let solver: Solver;
	beforeAll(async () => {
		solver = await loadSolver();
	});
	const { dimensions, tables, units } = {
		dimensions: [{ id: 'platform', kind: 'codes' as const, codes: ['docker', 'k8s', 'bare'] }],
		tables: ['platform'],
		units: [...repeat(140, { platform: 'docker' }), ...repeat(60, { platform: 'k8s' })]
	};

	test('finds worlds inside them, and the checker asks for that', () => {
		const { release } = publishStudy(solver, { dimensions, tables, units });
		const bounds = { low: 200, high: 202 };
		const certificate = auditRelease(solver, release, bounds);
		for (const { total } of certificate.worlds) expect(total).toBeGreaterThanOrEqual(200);
		const { manifest, cells } = release;
		expect(checkRelease(manifest, cells, certificate, bounds)).toMatchObject({ ok: true });
	});

	test('refuses a total that tells of a small group beside another release, and the checker as well', () => {
		const { release } = publishStudy(solver, { dimensions, tables, units });
		const bounds = { low: 193, high: Infinity, gaps: [{ most: 196, least: 203 }] };
		expect(() => auditRelease(solver, release, bounds)).toThrow('audit-failed');
		const { manifest, cells } = release;
		const certificate = auditRelease(solver, release);
		expect(checkRelease(manifest, cells, certificate, bounds)).toMatchObject({
			ok: false,
			cell: 'all'
		});
	});

	test('numbers that contradict each other are refused, wherever that shows', () => {
		const counted = countStudy({ dimensions, tables, units });
		const { release } = publishStudy(solver, { dimensions, tables, units });
		const attempt = (act: () => unknown) => {
			try {
				act();
			} catch (error) {
				expect(error).toBeInstanceOf(DisclosureError);
			}
		};
		fc.assert(
			fc.property(fc.nat(400), fc.nat(400), (low, high) => {
				attempt(() => {
					const values = protectTables(solver, counted, policy, { low, high });
					auditRelease(solver, toRelease(counted, values), { low, high });
				});
				attempt(() => auditRelease(solver, release, { low, high }));
			})
		);
		expect(() => protectTables(solver, counted, policy, { low: 5000, high: 300 })).toThrow(
			'infeasible'
		);
	});

	test('refuses a release that they make unsafe', () => {
		const { release } = publishStudy(solver, { dimensions, tables, units });
		expect(() => auditRelease(solver, release, { low: 0, high: 199 })).toThrow('audit-failed');
	});
});
