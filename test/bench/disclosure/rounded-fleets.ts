// The fleets of 500 and 5 000 under the default policy: R1 for the primary cells of the peers’ tables.
import { cellGoals } from '../../../src/lib/disclosure/auditor/goals/goal.ts';
import { toPublishedValue } from '../../../src/lib/disclosure/interval.ts';
import type { Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { suppress } from '../../../src/lib/disclosure/secondary/suppress.ts';
import { Policy, publishedInterval } from '../../../src/lib/schema/policy.ts';
import { readFleet } from '../../disclosure/support/fleet.ts';
import { printTable, round } from './print-table.ts';
import { timed } from './stopwatch.ts';

const policy = Policy.parse({});

/** Prints how many cells rounding leaves to hide; there is no peer to be worse than. */
export function roundedFleets(solver: Solver): boolean {
	printTable(
		'Fleets, default policy: every primary count may be 0 and may be 5 or more (R1), counts rounded to 5',
		[protect(solver, 500), protect(solver, 5000)],
		'percent: secondary cells of all cells.'
	);
	return true;
}

function protect(solver: Solver, size: 500 | 5000) {
	const { model, counts } = readFleet(size);
	const cells = [...counts.slice(0, model.shown).entries()];
	const goals = cells.flatMap(([cell, count]) =>
		count < policy.k ? cellGoals(model.keys[cell] ?? '', cell, policy.ambiguity) : []
	);
	const { result: secondary, cpuSeconds } = timed(() =>
		suppress(solver, {
			model,
			candidates: cells.flatMap(([cell, count]) => {
				if (count < policy.k) return [];
				const interval = publishedInterval(toPublishedValue(count, policy), policy);
				return [{ cell, interval, price: cell === 0 ? 1000 : Math.log(count) + 1 }];
			}),
			demands: [{ cells: [], goals: () => goals }],
			whole: true,
			worlds: [Float64Array.from(counts)]
		})
	);
	return {
		fleet: size,
		cells: cells.length,
		primary: cells.filter(([, count]) => count < policy.k).length,
		secondary: secondary.length,
		percent: round((100 * secondary.length) / cells.length),
		'CPU s': round(cpuSeconds)
	};
}
