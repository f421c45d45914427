import { beforeAll, describe, expect, test } from 'vitest';
import { sumIn } from '../../src/lib/disclosure/auditor/goals/goal.ts';
import { loadSolver, type Solver } from '../../src/lib/disclosure/linear/solver.ts';
import { suppressExact } from './support/exact-suppression.ts';
import { feasibleSums, toOpenness } from './support/feasibility.ts';
import { readPeerSets, type PeerSet } from './support/peers.ts';

let solver: Solver;
beforeAll(async () => {
	solver = await loadSolver();
});

/** The sums that a set protects, each with as wide an interval as is asked for. */
const goalsOf = ({ sums }: PeerSet, width: number) =>
	sums.map((sum) => ({ ...sum, spread: width }));

const secondaryOf = ({ peerHidden, primary }: PeerSet) =>
	[...peerHidden].filter((cell) => !primary.has(cell));

describe.each(readPeerSets())('$name', (set) => {
	const { model, counts, primary, peerHidden, sums, safe, width, recorded, areZerosPublic } = set;

	test('the peer’s table adds up from the units', () => {
		for (const { parent, children } of model.lines) {
			const sum = children.reduce((all, child) => all + (counts[child] ?? 0), 0);
			expect(counts[parent], model.keys[parent]).toBe(sum);
		}
	});

	test('the peer hid what the rule calls small, and kept public zeros', () => {
		const cells = [...counts.slice(0, model.shown).entries()];
		const isSmall = (count: number) => count < safe && !(areZerosPublic && count === 0);
		if (primary.size > 0) {
			expect([...primary]).toEqual(cells.flatMap(([cell, n]) => (isSmall(n) ? [cell] : [])));
		}
		for (const sum of sums) {
			expect(sumIn(sum, Float64Array.from(counts)), sum.name).toBeLessThan(safe);
		}
		if (areZerosPublic) expect([...peerHidden].some((cell) => counts[cell] === 0)).toBe(false);
	});

	test('a reader of the peer’s table finds the intervals that the peer recorded', () => {
		const hidden = [...recorded.keys()].map((cell) => ({ name: '', cells: [cell], signs: [1] }));
		expect(feasibleSums(solver, set, peerHidden, hidden)).toEqual([...recorded.values()]);
	});

	test('leaves every protected sum as open as the peer was asked to', () => {
		const goals = goalsOf(set, width ?? 1);
		const secondary = suppressExact(solver, { ...set, goals, whole: false });
		const found = feasibleSums(solver, set, new Set([...primary, ...secondary]), goals);
		expect(toOpenness(goals, found)).toEqual({ exact: 0, narrow: 0 });
	});

	test('leaves room for a safe count, which the peer was not asked for', () => {
		const goals = goalsOf(set, safe);
		const secondary = suppressExact(solver, { ...set, goals, whole: false });
		const found = feasibleSums(solver, set, new Set([...primary, ...secondary]), goals);
		expect(toOpenness(goals, found)).toEqual({ exact: 0, narrow: 0 });
	});
});

test('hides no more cells than the peer at equal requirement, but one zero more under k-disclosure', () => {
	const compared = readPeerSets().map((set) => {
		const goals = goalsOf(set, set.width ?? 1);
		const secondary = suppressExact(solver, { ...set, goals, whole: false });
		return [set.name, secondary.length - secondaryOf(set).length] as const;
	});
	for (const [name, more] of compared) {
		expect(more, name).toBeLessThanOrEqual(name === 'mun_accidents_kdisc1' ? 1 : 0);
	}
});

test('the pattern that the peer chose without intervals leaves small counts less open than a safe count', () => {
	const narrow = readPeerSets().map((set) => {
		const goals = goalsOf(set, set.safe);
		return [
			set.name,
			toOpenness(goals, feasibleSums(solver, set, set.peerHidden, goals)).narrow
		] as const;
	});
	expect(Object.fromEntries(narrow)).toEqual({
		mun_accidents_maxN3: 22,
		mun_accidents_maxN3_interval: 0,
		mun_accidents_kdisc1: 5,
		d2_maxN10_zerosSafe: 7,
		d2_tenth_maxN3_linked: 0
	});
});
