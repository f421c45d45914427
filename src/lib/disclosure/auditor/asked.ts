// What is asked of published numbers: the goals that hold for them, and a search for worlds that agree with them.
import type { Policy } from '../../schema/policy.ts';
import { feasibilityBounds, isEmpty, type KnownTotal } from '../interval.ts';
import type { LinearModel } from '../linear/linear-model.ts';
import type { Solver } from '../linear/solver.ts';
import type { System } from '../system.ts';
import type { Goal } from './goals/goal.ts';
import { toLevels, totalInterval, worldInterval } from './levels.ts';
import type { Requirement } from './requirement.ts';
import { WorldSearch } from './worlds/world-search.ts';

/** One number per cell of a system, `null` where hidden. */
type Values = readonly (number | null)[];

/** Goals of requirement R under a pattern of hidden cells; a cell that is plainly large asks for none. */
export function askedGoals(
	requirement: Requirement,
	system: System,
	values: Values,
	policy: Policy
): Goal[] {
	const { minimum } = toLevels(policy);
	const { low } = feasibilityBounds(system, values, policy);
	const isHidden = (cell: number) => values[cell] === null;
	return [
		...[...system.keys.keys()]
			.filter((cell) => isHidden(cell) && (low[cell] ?? 0) < minimum)
			.flatMap((cell) => requirement.cellGoals(cell)),
		...requirement.groups.flatMap((group) => group.goals(isHidden))
	];
}

/**
 * A search among the worlds that agree with everything published; to be disposed by the caller.
 *
 * @param total what other releases say about the number of all units
 * @returns `undefined` when no total agrees with all of it
 */
export function searchAmong(
	solver: Solver,
	model: LinearModel,
	values: Values,
	policy: Policy,
	total: KnownTotal
): WorldSearch | undefined {
	const possible = totalInterval(values[0] ?? null, policy, total);
	if (isEmpty(possible)) return undefined;
	const search = new WorldSearch(solver, model, { whole: true });
	for (const [cell, value] of values.entries()) {
		if (value === null) continue;
		const { low, high } = worldInterval(value, policy);
		search.program.setBounds(cell, low, high);
	}
	search.program.setBounds(0, possible.low, possible.high);
	return search;
}
