import { beforeAll, describe, expect, test } from 'vitest';
import { checkRelease } from '../../../src/lib/checker/check-release.ts';
import { auditRelease } from '../../../src/lib/disclosure/auditor/audit-release.ts';
import { jointTotals } from '../../../src/lib/disclosure/auditor/month-and-weeks.ts';
import { loadSolver, type Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { publishStudy, repeat } from '../support/publish-units.ts';

const policy = Policy.parse({});
const month = (total: number | null) => ({
	manifest: { granularity: 'month' as const, start: '2026-06-01', end: '2026-07-01', policy },
	total
});
const week = (start: string, end: string, total: number | null) => ({
	manifest: { granularity: 'week' as const, start, end, policy },
	total
});
const inside = (total: number | null) => week('2026-06-01', '2026-06-08', total);

describe('a month and its weeks', () => {
	test('a month has at least the units of every week inside it', () => {
		expect(jointTotals(month(200), [inside(195), inside(200)]).month).toEqual({
			low: 198,
			high: 202
		});
		expect(jointTotals(month(200), [inside(200)]).weeks[0]?.total).toEqual({ low: 198, high: 202 });
	});

	test('a week published higher than its month narrows both', () => {
		const { month: total, weeks } = jointTotals(month(200), [inside(204)]);
		expect(total).toEqual({ low: 202, high: 202 });
		expect(weeks[0]?.total).toEqual({ low: 202, high: 202 });
	});

	test('a week that reaches into another month says nothing', () => {
		const joint = jointTotals(month(100), [week('2026-06-29', '2026-07-06', 300)]);
		expect(joint.month).toEqual({ low: 98, high: 102 });
		expect(joint.weeks).toEqual([]);
	});

	test('a week larger than its month can be is a contradiction', () => {
		expect(() => jointTotals(month(100), [inside(110)])).toThrow(RangeError);
		expect(() => jointTotals(month(null), [inside(10)])).toThrow(RangeError);
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

	test('refuses a release that they make unsafe', () => {
		const { release } = publishStudy(solver, { dimensions, tables, units });
		expect(() => auditRelease(solver, release, { low: 0, high: 199 })).toThrow('audit-failed');
	});
});
