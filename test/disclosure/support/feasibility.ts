// What a reader of exact counts can work out by linear programming, asked cell by cell.
import { sumIn, tolerance, type Goal } from '../../../src/lib/disclosure/auditor/goals/goal.ts';
import type { Interval } from '../../../src/lib/disclosure/interval.ts';
import type { LinearModel } from '../../../src/lib/disclosure/linear/linear-model.ts';
import { Program } from '../../../src/lib/disclosure/linear/program.ts';
import type { Solver } from '../../../src/lib/disclosure/linear/solver.ts';

/** Cells with their relations and their true counts. */
export interface CountedModel {
	readonly model: LinearModel;
	readonly counts: readonly number[];
}

/** How many sums a pattern gives away, and how many it leaves less open than was asked. */
export interface Openness {
	readonly exact: number;
	readonly narrow: number;
}

/**
 * The smallest and largest value of each goal's sum, in real numbers, where every cell of a table that is not in
 * `hidden` is published as it is.
 */
export function feasibleSums(
	solver: Solver,
	{ model, counts }: CountedModel,
	hidden: ReadonlySet<number>,
	goals: readonly Goal[]
): Interval[] {
	const rows = model.lines.map(({ parent, children }) => ({
		columns: [parent, ...children],
		values: [-1, ...children.map(() => 1)],
		low: 0,
		high: 0
	}));
	const program = new Program(solver, model.keys.length, rows);
	try {
		for (const [cell, count] of counts.entries()) {
			if (cell < model.shown && !hidden.has(cell)) program.setBounds(cell, count, count);
		}
		const extreme = (goal: Goal, direction: 1 | -1) => {
			const costs = goal.cells.map((cell, index) => [cell, goal.signs[index] ?? 0] as const);
			for (const [cell, sign] of costs) program.setCost(cell, direction * sign);
			const point = program.solve();
			for (const [cell] of costs) program.setCost(cell, 0);
			if (!point) throw new RangeError('the published counts contradict each other');
			return sumIn(goal, point);
		};
		return goals.map((goal) => ({ low: extreme(goal, 1), high: extreme(goal, -1) }));
	} finally {
		program.dispose();
	}
}

/** Counts the goals of which a reader knows the sum exactly, and those that the feasible sums do not meet. */
export function toOpenness(goals: readonly Goal[], sums: readonly Interval[]): Openness {
	const isKnown = ({ low, high }: Interval) =>
		Math.floor(high + tolerance) <= Math.ceil(low - tolerance);
	const isNarrow = ({ most, least, spread }: Goal, { low, high }: Interval) =>
		!(
			low <= (most ?? Number.NEGATIVE_INFINITY) + tolerance ||
			high >= (least ?? Number.POSITIVE_INFINITY) - tolerance ||
			high - low >= (spread ?? Number.POSITIVE_INFINITY) - tolerance
		);
	return {
		exact: sums.filter(isKnown).length,
		narrow: goals.filter((goal, index) => {
			const interval = sums[index];
			return interval && isNarrow(goal, interval);
		}).length
	};
}
