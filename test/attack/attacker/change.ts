// Two releases side by side: what they say together about a change.
import { Attacker } from './attacker.ts';
import type { Constraint, Sum } from './linear-system.ts';
import { Program, type Solver } from './program.ts';
import { countsBehind, type Range, type ReadRelease, type StatedPolicy } from './published.ts';

/**
 * By how much a cell can have changed from one release to another, all tables of both read together. Where the two
 * periods share no rule but that counts are whole, each has its own unknowns.
 */
export function changeOf(
	solver: Solver,
	name: string,
	before: ReadRelease,
	after: ReadRelease
): Range {
	const [old, now] = [before, after].map((release) => new Attacker(solver, release).rangeOf(name));
	if (!old || !now) throw new Error(`no cell ${name}`);
	return { low: now.low - old.high, high: now.high - old.low };
}

/** How many values a change between two published numbers can have, the numbers taken alone. */
export function changesBetween(before: number, after: number, policy: StatedPolicy): number {
	const [old, now] = [countsBehind(before, policy), countsBehind(after, policy)];
	return now.high - old.low - (now.low - old.high) + 1;
}

/** Bounds of a sum of unknowns that have nothing but these constraints. */
export function rangeUnder(
	solver: Solver,
	columns: number,
	constraints: readonly Constraint[],
	sum: Sum
): Range {
	const program = new Program(solver, columns, constraints);
	const negative = new Map([...sum].map(([column, factor]) => [column, -factor]));
	const [least, most] = [program.minimiseWhole(sum), program.minimiseWhole(negative)];
	program.dispose();
	if (!least || !most) throw new Error('no fleet agrees with everything published');
	return { low: Math.round(least.value), high: Math.round(-most.value) };
}
