// Rules 2 to 5 for linked tables: primary suppression, rounding, and secondary suppression until R holds.
import type { PublishedDimension, PublishedTable } from '../../schema/release.ts';
import { minimumCount, type Policy } from '../../schema/policy.ts';
import { askedGoals, searchAmong } from '../auditor/asked.ts';
import { gapGoals, type Goal, type Hidden } from '../auditor/goals/goal.ts';
import { ownUnits, toLevels, totalInterval, worldInterval } from '../auditor/levels.ts';
import { findOwnerWorlds } from '../auditor/owners/owner-worlds.ts';
import { toRequirement } from '../auditor/requirement.ts';
import { DisclosureError } from '../disclosure-error.ts';
import {
	anyTotal,
	feasibilityBounds,
	isEmpty,
	toPublishedValue,
	type KnownTotal
} from '../interval.ts';
import { toLinearModel } from '../linear/linear-model.ts';
import type { Solver } from '../linear/solver.ts';
import type { System } from '../system.ts';
import { giveBack } from './give-back.ts';
import { improve } from './improve.ts';
import { leaveRoom } from './leave-room.ts';
import { pricesOf, prominenceOf } from './prices.ts';
import { hiddenCells, startSuppression } from './suppress.ts';

/** So many of the worlds found last serve most owners; more would take longer to go through than to find anew. */
const worldsForOwners = 200;

/** Tables with their true counts, one per cell of the system. */
export interface CountedTables {
	readonly system: System;
	readonly tables: readonly PublishedTable[];
	readonly dimensions: readonly PublishedDimension[];
	readonly counts: readonly number[];
}

/**
 * Turns true counts of linked tables into publishable numbers that keep requirement R together.
 *
 * Every count below the smallest publishable one is hidden, zeros included; the others are rounded, and as many
 * of them hidden as R needs. The total stays, unless other releases would make it tell of a small group. What is
 * hidden does not say why.
 *
 * @param total what other releases say about the number of all units
 * @returns one rounded number per cell, `null` where hidden; all `null` when the total itself may not be shown
 * @throws {DisclosureError} `infeasible` or `solver-failed`
 */
export function protectTables(
	solver: Solver,
	tables: CountedTables,
	policy: Policy,
	total: KnownTotal = anyTotal
): (number | null)[] {
	const protection = startProtection(solver, tables, policy, total);
	try {
		protection.finish();
		return protection.values();
	} finally {
		protection.dispose();
	}
}

/** Tables that are safe as they are, and may be made to show more. */
export interface Protection {
	/** One rounded number per cell, `null` where hidden. */
	readonly values: () => (number | null)[];
	/** How much readers have of what may be shown at all, by the prices of prices.ts. */
	readonly shown: () => number;
	/** Shows what need not be hidden, and swaps hidden numbers for others that readers miss less. */
	readonly finish: () => void;
	readonly dispose: () => void;
}

/**
 * As `protectTables`, but only numbers of one dimension, which weigh most, are given back yet; to be disposed by the
 * caller.
 *
 * @throws {DisclosureError} `infeasible` or `solver-failed`
 */
export function startProtection(
	solver: Solver,
	{ system, tables, dimensions, counts }: CountedTables,
	policy: Policy,
	total: KnownTotal = anyTotal
): Protection {
	const minimum = minimumCount(policy);
	if ((counts[0] ?? 0) < minimum) return nothing(counts.length);
	const values = counts.map((count) => (count < minimum ? null : toPublishedValue(count, policy)));
	const requirement = toRequirement(system, tables, dimensions, toLevels(policy));
	const gaps = gapGoals(total);
	const hiddenTotal = totalInterval(null, policy, total);
	if (isEmpty(hiddenTotal)) throw new DisclosureError('infeasible', ['all']);
	const shownTotal = totalInterval(values[0] ?? 0, policy, total);
	const isTelling = gaps.some(
		({ most = 0, least = 0 }) => shownTotal.low > most && shownTotal.high < least
	);
	if (isTelling || isEmpty(shownTotal)) values[0] = null;
	const prices = pricesOf(system, values);
	const candidates = [...values.entries()].flatMap(([cell, value]) => {
		if (cell > 0 && value === null) return [];
		const price = prices[cell] ?? 0;
		if (cell > 0) return [{ cell, interval: worldInterval(value ?? 0, policy), price }];
		const interval = totalInterval(value, policy, total);
		return [{ cell, interval, open: hiddenTotal, price }];
	});
	const valuesUnder = (isHidden: Hidden) =>
		values.map((value, cell) => (isHidden(cell) ? null : value));
	let last: { shown: readonly (number | null)[]; low: Float64Array } | undefined;
	/** What everybody can tell every count to be at least; the last answer is kept, as it is mostly asked again. */
	const lowestUnder = (shown: readonly (number | null)[]) => {
		if (!last || shown.some((value, cell) => value !== last?.shown[cell])) {
			last = { shown, low: feasibilityBounds(system, shown, policy).low };
		}
		return last.low;
	};
	/** Drops large hidden cells that arithmetic shows to everybody to be large. */
	const relevant = (goals: readonly Goal[], isHidden: Hidden) => {
		const isLarge = (goal: Goal) => {
			const [cell, ...others] = goal.cells;
			if (others.length > 0 || cell === undefined || gaps.includes(goal)) return false;
			return (counts[cell] ?? 0) >= minimum;
		};
		if (!goals.some(isLarge)) return goals;
		const low = lowestUnder(valuesUnder(isHidden));
		return goals.filter((goal) => !isLarge(goal) || (low[goal.cells[0] ?? 0] ?? 0) < minimum);
	};
	const model = toLinearModel(system, tables, dimensions);
	const suppression = startSuppression(solver, {
		model,
		candidates,
		demands: [
			...[...system.keys.keys()].map((cell) => ({
				cells: [cell],
				goals: (isHidden: Hidden) => (isHidden(cell) ? requirement.cellGoals(cell) : [])
			})),
			...requirement.groups,
			{ cells: [], goals: () => gaps }
		],
		relevant,
		whole: true,
		worlds: []
	});
	giveBack(suppression, { isTried: ({ cell }) => prominenceOf(system.keys[cell] ?? '') > 1 });
	const worth = candidates.reduce((sum, { cell, price }) => sum + (cell > 0 ? price : 0), 0);
	const published = () => {
		const hidden = new Set(hiddenCells(suppression));
		return valuesUnder((cell) => values[cell] === null || hidden.has(cell));
	};
	/** What readers with a unit of their own work out under the pattern as it is. */
	const ownersFindings = () => {
		const now = published();
		const search = searchAmong(solver, model, now, policy, total);
		if (!search) throw new DisclosureError('infeasible', ['all']);
		try {
			const goals = askedGoals(requirement, system, now, policy);
			return findOwnerWorlds(search, model, goals, suppression.worlds.slice(-worldsForOwners))
				.findings;
		} finally {
			search.program.dispose();
		}
	};
	return {
		values: published,
		shown: () => worth - suppression.lost(),
		finish: () => {
			giveBack(suppression);
			improve(suppression);
			if (ownUnits(policy) === 0) leaveRoom(suppression, ownersFindings);
		},
		dispose: () => {
			suppression.dispose();
		}
	};
}

/** Of tables with too few units everything is hidden. */
function nothing(cells: number): Protection {
	const values = () => Array.from({ length: cells }, () => null);
	return { values, shown: () => 0, finish: () => undefined, dispose: () => undefined };
}
