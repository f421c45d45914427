import { beforeAll, describe, expect, test } from 'vitest';
import { checkRelease } from '../../../src/lib/checker/check-release.ts';
import { auditRelease } from '../../../src/lib/disclosure/auditor/audit-release.ts';
import { DisclosureError } from '../../../src/lib/disclosure/disclosure-error.ts';
import { loadSolver, type Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { publishStudy, repeat, shown, type Study } from '../support/publish-units.ts';

let solver: Solver;
beforeAll(async () => {
	solver = await loadSolver();
});

describe('3 and 9 beside 9 and 3, with exact margins of 12', () => {
	const study: Study = {
		dimensions: [
			{ id: 'rules', kind: 'answer' },
			{ id: 'shared', kind: 'answer' }
		],
		tables: ['rules+shared'],
		units: [
			...repeat(3, { rules: 'yes', shared: 'yes' }),
			...repeat(9, { rules: 'yes', shared: 'no' }),
			...repeat(9, { rules: 'no', shared: 'yes' }),
			...repeat(3, { rules: 'no', shared: 'no' })
		],
		policy: { base: 1 }
	};
	const corners = ['yes|shared=yes', 'yes|shared=no', 'no|shared=yes', 'no|shared=no'].map(
		(code) => `rules=${code}`
	);
	const margins = ['rules=yes', 'rules=no', 'shared=yes', 'shared=no'];

	/** Every fleet of four counts that agrees with what is shown. */
	function fleets(value: (key: string) => number | null): number[][] {
		const total = value('') ?? 0;
		const some = Array.from({ length: total + 1 }, (_, count) => count);
		const all = some.flatMap((a) =>
			some.flatMap((b) => some.map((c) => [a, b, c, total - a - b - c]))
		);
		return all.filter(([a = 0, b = 0, c = 0, d = 0]) => {
			const sums = [a + b, c + d, a + c, b + d];
			const isRight = (key: string, count: number) => (value(key) ?? count) === count;
			return (
				Math.min(a, b, c, d) >= 0 &&
				margins.every((key, index) => isRight(key, sums[index] ?? 0)) &&
				corners.every((key, index) => isRight(key, [a, b, c, d][index] ?? 0))
			);
		});
	}

	test('whoever is in one corner does not learn that the opposite one is not empty', () => {
		const { system, values } = publishStudy(solver, study);
		const possible = fleets((key) => shown(system, values, key) ?? null);
		for (const place of corners.keys()) {
			const mine = possible.filter((fleet) => (fleet[place] ?? 0) > 0);
			for (const corner of corners.keys()) {
				const others = mine.map((fleet) => (fleet[corner] ?? 0) - Number(corner === place));
				expect(Math.min(...others)).toBe(0);
				expect(Math.max(...others)).toBeGreaterThanOrEqual(corner === place ? 4 : 5);
			}
		}
	});

	test('with all four margins shown the audit refuses it, though a stranger learns nothing', () => {
		const { system, counts, release } = publishStudy(solver, study);
		const cells = release.cells.map((cell, index) => {
			const at = system.places[index]?.cell ?? 0;
			const isCorner = (system.keys[at] ?? '').includes('|');
			const value = isCorner ? null : (counts[at] ?? 0);
			return { ...cell, value, status: isCorner ? ('hidden' as const) : ('published' as const) };
		});
		const open = { ...release, cells };
		expect(() => auditRelease(solver, open)).toThrow(DisclosureError);
		expect(() => auditRelease(solver, open)).toThrow(/audit-failed/);
	});

	test('a certificate without the worlds of one place is refused, and names the cell and the place', () => {
		const { release } = publishStudy(solver, study);
		const certificate = auditRelease(solver, release);
		const check = (worlds: typeof certificate.worlds) =>
			checkRelease(release.manifest, release.cells, { ...certificate, worlds });
		expect(check(certificate.worlds)).toMatchObject({ ok: true });
		const reasons = corners.flatMap((_, own) =>
			[...corners.keys()].flatMap((empty) => {
				if (empty === own) return [];
				const result = check(
					certificate.worlds.filter(({ counts: [pairs = []] }) => {
						const filled = pairs.filter((__, index) => index % 2 === 0);
						return !filled.includes(own) || filled.includes(empty);
					})
				);
				expect(result.ok).toBe(false);
				return result.ok ? [] : `${result.cell} ${result.reason}`;
			})
		);
		expect(reasons).toContainEqual(
			expect.stringMatching(
				/^rules_by_shared: .*no world leaves it open to a reader in (yes|no), (yes|no)$/
			)
		);
	});
});

test('a base so small that the smallest number shown is exact leaves no room either', () => {
	const { release } = publishStudy(solver, {
		dimensions: [{ id: 'platform', kind: 'codes', codes: ['docker', 'k8s', 'bare'] }],
		tables: ['platform'],
		units: [
			...repeat(40, { platform: 'docker' }),
			...repeat(12, { platform: 'k8s' }),
			...repeat(3, { platform: 'bare' })
		],
		policy: { base: 2 }
	});
	const certificate = auditRelease(solver, release);
	for (const position of [0, 1, 2]) {
		const without = certificate.worlds.filter(
			({ counts: [pairs = []] }) => !pairs.some((at, index) => index % 2 === 0 && at === position)
		);
		const result = checkRelease(release.manifest, release.cells, {
			...certificate,
			worlds: without
		});
		expect(result.ok).toBe(without.length === certificate.worlds.length);
	}
	expect(checkRelease(release.manifest, release.cells, certificate)).toMatchObject({ ok: true });
});
