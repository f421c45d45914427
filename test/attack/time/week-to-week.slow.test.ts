// Two weeks side by side: how far a change can be pinned, and that one instance's change shows only as rounding.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Attacker } from '../attacker/attacker.ts';
import { changeOf, changesBetween } from '../attacker/change.ts';
import { alike, dimension, naiveRelease } from '../attacker/naive-release.ts';
import { loadAttackSolver } from '../attacker/program.ts';
import {
	countsBehind,
	readRelease,
	smallestCount,
	type ReadRelease
} from '../attacker/published.ts';
import { serveWeeks, type ServedWeeks, type Week } from '../fleets/served-weeks.ts';
import { units } from '../fleets/unit.ts';

const solver = await loadAttackSolver();

describe.each([
	{ k: 10, base: 5, ambiguity: 5, coalition: 1 },
	{ k: 10, base: 10, ambiguity: 10, coalition: 1 },
	{ k: 12, base: 5, ambiguity: 5, coalition: 3 },
	{ k: 10, base: 2, ambiguity: 5, coalition: 1 },
	{ k: 10, base: 1, ambiguity: 5, coalition: 1 }
])('two published numbers under k $k, base $base, coalition $coalition', (policy) => {
	const { base } = policy;
	const smallest = base * Math.ceil(smallestCount(policy) / base);
	const numbers = Array.from({ length: 12 }, (_, step) => smallest + step * base);
	const widthOf = (value: number) =>
		countsBehind(value, policy).high - countsBehind(value, policy).low + 1;

	test('pin the change between them to no fewer than 2b − 1 values above the smallest number', () => {
		for (const before of numbers.slice(1)) {
			for (const after of numbers.slice(1))
				expect(changesBetween(before, after, policy)).toBe(2 * base - 1);
		}
	});

	test('pin it to twice the width of the smallest number less 1 at worst', () => {
		const least = Math.min(
			...numbers.flatMap((before) => numbers.map((after) => changesBetween(before, after, policy)))
		);
		expect(least).toBe(2 * Math.min(base, widthOf(smallest)) - 1);
		expect(least).toBe(Math.min(2 * base - 1, changesBetween(smallest, smallest, policy)));
	});
});

describe('numbers that add up tell more together than their rounding alone', () => {
	const policy = { k: 10, base: 5, ambiguity: 5, coalition: 1 };

	test('two answers of 102 under a total of 204 are each pinned to two values', () => {
		const release = naiveRelease({
			dimensions: [dimension('rules', ['yes', 'no'])],
			tables: [['rules']],
			units: ['yes', 'no'].flatMap((rules) => alike(102, { rules })),
			policy
		});
		expect(new Attacker(solver, release).rangeOf('rules: yes')).toEqual({ low: 101, high: 102 });
	});

	test('four parts of 102 without a hidden one are known exactly', () => {
		const codes = ['docker', 'k8s', 'bare', 'other'];
		const release = naiveRelease({
			dimensions: [dimension('deployment', codes)],
			tables: [['deployment']],
			units: codes.flatMap((deployment) => alike(102, { deployment })),
			policy
		});
		const range = new Attacker(solver, release).rangeOf('deployment: k8s');
		expect(range).toEqual({ low: 102, high: 102 });
	});
});

/** A steady fleet of 120 of which `off` have rules switched off. */
function fleet(off: number): Week['units'] {
	return [
		...units(off, { rules: false }),
		...units(30, { deployment: 'k8s', integrations: ['gitlab'] }),
		...units(90 - off, { version: '2.1.7', integrations: ['github', 'slack'] })
	];
}

/** One more instance switches rules off: both hidden, into sight, over a rounding edge, and within one number. */
const switches = [6, 9, 22, 40].map((off, index) => ({
	off,
	before: `2026-W${10 + 2 * index}`,
	after: `2026-W${11 + 2 * index}`
}));

describe('one instance that switches a feature off between two weeks', () => {
	let served: ServedWeeks;
	const releases = new Map<string, ReadRelease>();

	beforeAll(async () => {
		const weeks = switches.flatMap(({ off, before, after }, index): Week[] => [
			{ period: before, units: fleet(off), firstId: 1000 * index },
			{ period: after, units: fleet(off + 1), firstId: 1000 * index }
		]);
		served = await serveWeeks(weeks);
		for (const { period } of weeks) releases.set(period, await readRelease(served.origin, period));
	});

	afterAll(async () => {
		await served.stop();
	});

	const release = (period: string): ReadRelease => {
		const found = releases.get(period);
		if (!found) throw new Error(`${period} is not published`);
		return found;
	};

	test.each(switches)(
		'from $off: moves every number by nothing or one rounding step',
		({ before, after }) => {
			const [old, now] = [release(before), release(after)];
			const { base } = old.manifest.policy;
			const place = ({ table, categories }: { table: string; categories: readonly string[] }) =>
				`${table}: ${categories.join()}`;
			const values = new Map(now.cells.map((cell) => [place(cell), cell.value]));
			let compared = 0;
			for (const cell of old.cells) {
				const other = values.get(place(cell)) ?? null;
				if (cell.value === null || other === null || place(cell).includes('other')) continue;
				compared += 1;
				expect([-base, 0, base], place(cell)).toContain(other - cell.value);
			}
			expect(compared).toBeGreaterThan(10);
		}
	);

	test.each(switches)(
		'from $off: leaves no answer with a change of fewer than b values',
		({ before, after }) => {
			const [old, now] = [release(before), release(after)];
			for (const name of ['rules: yes', 'rules: no', 'version: *']) {
				const { low, high } = changeOf(solver, name, old, now);
				expect(high - low + 1, `${name}: ${low} to ${high}`).toBeGreaterThanOrEqual(5);
			}
		}
	);

	test('a hidden answer stays open from nobody to the ambiguity in both weeks', () => {
		for (const { before, after } of switches.filter(({ off }) => off < 9)) {
			for (const period of [before, after]) {
				const { low, high } = new Attacker(solver, release(period)).rangeOf('rules: no');
				expect(low, period).toBe(0);
				expect(high, period).toBeGreaterThanOrEqual(release(period).manifest.policy.ambiguity);
			}
		}
	});
});
