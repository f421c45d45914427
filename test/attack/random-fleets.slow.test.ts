// Random small fleets over HTTP under three policies. More of them, and more policies: test/slow/http-attack.ts.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Attacker } from './attacker/attacker.ts';
import { loadAttackSolver } from './attacker/program.ts';
import type { ReadCell, ReadRelease } from './attacker/published.ts';
import { attackReleases, readReleases } from './fleets/attack-weeks.ts';
import { randomWeeks } from './fleets/random-weeks.ts';
import { serveWeeks, type PolicyFile, type ServedWeeks, type Week } from './fleets/served-weeks.ts';
import { leafOf } from './fleets/unit.ts';

const solver = await loadAttackSolver();

const runs: { about: string; policy: PolicyFile; count: number; seed: number }[] = [
	{ about: 'the default policy', policy: {}, count: 5, seed: 101 },
	{ about: 'exact counts', policy: { base: 1 }, count: 3, seed: 102 },
	{ about: 'a coalition of three', policy: { k: 12, coalition: 3 }, count: 3, seed: 103 }
];

describe.each(runs)('random fleets under $about', ({ policy, count, seed }) => {
	let served: ServedWeeks;
	let releases: ReadRelease[];
	let weeks: Week[];

	beforeAll(async () => {
		weeks = randomWeeks(count, seed);
		served = await serveWeeks(weeks, policy);
		releases = await readReleases(served);
	});

	afterAll(async () => {
		await served.stop();
	});

	test('no period is refused, and most show something', () => {
		expect(served.outcomes.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
		const shown = releases.filter(({ cells }) => cells.some(({ value }) => value !== null));
		expect(shown.length).toBeGreaterThan(count / 2);
	});

	test('neither a stranger nor an owner of instances works out a small group', () => {
		expect(attackReleases(solver, releases, weeks)).toEqual([]);
	});

	test.runIf(policy['base'] === 1)('breaks as soon as one protecting cell is shown', () => {
		let shown = 0;
		let broken = 0;
		for (const release of releases) {
			const units = weeks.find(({ period }) => period === release.manifest.period)?.units ?? [];
			const { system } = new Attacker(solver, release);
			for (const group of system.groups.values()) {
				const count = units.filter((unit) => group.has((one) => leafOf(unit, one))).length;
				if (group.value !== null || count < release.manifest.policy.k || count === units.length)
					continue;
				const names = new Set(
					[...system.keys].flatMap(([name, key]) => (key === group.key ? [name] : []))
				);
				const cells = release.cells.map((cell): ReadCell =>
					names.has(`${cell.table}: ${cell.categories.join(', ')}`)
						? { ...cell, value: count }
						: cell
				);
				shown += 1;
				broken += Number(new Attacker(solver, { ...release, cells }).findings().length > 0);
			}
		}
		expect(shown).toBeGreaterThan(5);
		expect(broken / shown).toBeGreaterThan(0.5);
	});
});
