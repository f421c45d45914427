// Requirement R as goals: what the published numbers must leave possible.
import type { PublishedDimension, PublishedTable } from '../../schema/release.ts';
import type { System } from '../system.ts';
import { cellGoals, groupGoal, type Demand, type Goal } from './goals/goal.ts';
import { hiddenStart, listedOrders, nestedDifferences } from './implicit-group.ts';
import type { Levels } from './levels.ts';

/**
 * Goals of everything that R speaks of under a pattern of hidden cells.
 *
 * R1 in its public form: a reader can't tell a small hidden cell from a large one, so both must be possible for
 * every hidden cell, unless propagation shows everybody that it has at least `minimum` units.
 * R2 for the hidden children of every line together (one alone is covered by R1), every difference of nested groups
 * and every run of hidden leaves.
 */
export interface Requirement {
	readonly cellGoals: (cell: number) => readonly Goal[];
	readonly groups: readonly Demand[];
}

/** Builds requirement R of a release from what is published anyway. */
export function toRequirement(
	system: System,
	tables: readonly PublishedTable[],
	dimensions: readonly PublishedDimension[],
	{ minimum, ambiguity }: Levels
): Requirement {
	const nameOf = (cell: number | undefined) => system.keys[cell ?? 0] || 'all';
	const fixed = nestedDifferences(system, tables, dimensions).map(({ name, plus, minus }) =>
		groupGoal(name, plus, minus, minimum)
	);
	const ofCells = [...system.keys.keys()].map((cell) => cellGoals(nameOf(cell), cell, ambiguity));
	const runs = listedOrders(system, tables, dimensions).map((order): Demand => {
		/** Goals for the first two cells, the first three, and so on. */
		const goals = order
			.slice(1)
			.map((last, index) =>
				groupGoal(`${nameOf(order[0])} to ${nameOf(last)}`, order.slice(0, index + 2), [], minimum)
			);
		return {
			cells: order,
			goals: (isHidden) => goals.slice(0, Math.max(0, hiddenStart(order, isHidden) - 1))
		};
	});
	const lines = system.lines.map(({ parent, children }): Demand => {
		const known = new Map<string, Goal[]>();
		return {
			cells: children,
			goals: (isHidden) => {
				const hidden = children.filter(isHidden);
				if (hidden.length < 2) return [];
				const key = hidden.join();
				const name = `hidden parts of ${nameOf(parent)}`;
				const goals = known.get(key) ?? [groupGoal(name, hidden, [], minimum)];
				known.set(key, goals);
				return goals;
			}
		};
	});
	return {
		cellGoals: (cell) => ofCells[cell] ?? [],
		groups: [...lines, ...runs, { cells: [], goals: () => fixed }]
	};
}
