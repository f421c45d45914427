// A goal: something that everything published must leave possible, to be shown by worlds.

import type { KnownTotal } from '../../interval.ts';

/** A count for every cell of the linear model that keeps all its lines. */
export type World = Float64Array;

/** A sum of cells and what worlds must show about it. */
export interface Goal {
	/** Name of the cell or group, for the steward and for error messages. */
	readonly name: string;
	readonly cells: readonly number[];
	/** +1 or −1 for every cell. */
	readonly signs: readonly number[];
	/** Met by one world whose sum is `most` or less, or `least` or more, where given. */
	readonly most?: number;
	readonly least?: number;
	/** Met by two worlds whose sums lie so far apart (a sliding protection level). */
	readonly spread?: number;
}

/** Goals that depend on which of some cells are hidden. */
export interface Demand {
	/** A change of any other cell changes nothing. */
	readonly cells: readonly number[];
	/** The same goals, as objects, whenever the same cells are hidden. */
	readonly goals: (isHidden: Hidden) => readonly Goal[];
}

/** Which cells are hidden, by index. */
export type Hidden = (cell: number) => boolean;

/** Bounds on a goal's sum. Worlds are looked for inside them. */
export interface Target {
	readonly low: number;
	readonly high: number;
}

/** How far a solver's number may be from the exact one. */
export const tolerance = 1e-6;

/** The goal's sum in a world. */
export function sumIn(goal: Goal, world: World): number {
	let sum = 0;
	for (let index = 0; index < goal.cells.length; index += 1) {
		sum += (goal.signs[index] ?? 0) * (world[goal.cells[index] ?? 0] ?? 0);
	}
	return sum;
}

/** Whether one world alone shows what the goal asks for. */
export function isMetBy(goal: Goal, world: World): boolean {
	const { most, least } = goal;
	if (most === undefined && least === undefined) return false;
	return isMetAt(goal, sumIn(goal, world));
}

/** Whether a sum is what the goal asks one world alone to show. */
export function isMetAt({ most, least }: Goal, sum: number): boolean {
	return (
		(most !== undefined && sum <= most + tolerance) ||
		(least !== undefined && sum >= least - tolerance)
	);
}

/** Whether the worlds together show what the goal asks for. */
export function isMet(goal: Goal, worlds: readonly World[]): boolean {
	if (worlds.some((world) => isMetBy(goal, world))) return true;
	if (goal.spread === undefined) return false;
	const { low, high } = reachOf(goal, worlds);
	return high - low >= goal.spread - tolerance;
}

/** Smallest and largest sum of the goal in any of the worlds. */
export function reachOf(goal: Goal, worlds: readonly World[]): Target {
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	for (const world of worlds) {
		const sum = sumIn(goal, world);
		if (sum < low) low = sum;
		if (sum > high) high = sum;
	}
	return { low, high };
}

/** What to aim at, given the worlds found so far; any one target will do. */
export function targetsOf(goal: Goal, worlds: readonly World[]): Target[] {
	const targets: Target[] = [];
	if (goal.most !== undefined) targets.push({ low: Number.NEGATIVE_INFINITY, high: goal.most });
	if (goal.least !== undefined) targets.push({ low: goal.least, high: Number.POSITIVE_INFINITY });
	if (goal.spread !== undefined && worlds.length > 0) {
		const { low } = reachOf(goal, worlds);
		targets.push({ low: low + goal.spread, high: Number.POSITIVE_INFINITY });
	}
	return targets;
}

/** Whether no counts inside the bounds show what the goal asks for; of spreads nothing is said. */
export function isOutOfReach(goal: Goal, low: Float64Array, high: Float64Array): boolean {
	const { most, least } = goal;
	if (goal.spread !== undefined) return false;
	let [smallest, largest] = [0, 0];
	for (let index = 0; index < goal.cells.length; index += 1) {
		const cell = goal.cells[index] ?? 0;
		const isAdded = (goal.signs[index] ?? 0) > 0;
		smallest += (isAdded ? low[cell] : -(high[cell] ?? 0)) ?? 0;
		largest += (isAdded ? high[cell] : -(low[cell] ?? 0)) ?? 0;
	}
	return (
		(most === undefined || smallest > most + tolerance) &&
		(least === undefined || largest < least - tolerance)
	);
}

/** R1: a hidden cell may be empty, and may be as large as `ambiguity`. */
export function cellGoals(name: string, cell: number, ambiguity: number): [Goal, Goal] {
	const sum = { name, cells: [cell], signs: [1] };
	return [
		{ ...sum, most: 0 },
		{ ...sum, least: ambiguity }
	];
}

/** What other releases ask of the total: that they and it together tell of no small group. */
export function gapGoals({ gaps = [] }: KnownTotal): Goal[] {
	return gaps.map((gap) => ({
		name: 'all, beside other releases',
		cells: [0],
		signs: [1],
		...gap
	}));
}

/** R2: a group may be empty, or may have `minimum` units; then nobody knows of a small group that exists. */
export function groupGoal(
	name: string,
	plus: readonly number[],
	minus: readonly number[],
	minimum: number
): Goal {
	const signs = [...plus.map(() => 1), ...minus.map(() => -1)];
	return { name, cells: [...plus, ...minus], signs, most: 0, least: minimum };
}
