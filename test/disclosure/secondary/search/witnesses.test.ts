import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	isMet,
	type Demand,
	type Goal
} from '../../../../src/lib/disclosure/auditor/goals/goal.ts';
import { Witnesses } from '../../../../src/lib/disclosure/secondary/search/witnesses.ts';

const cells = [0, 1, 2, 3];

/** Each cell may be empty and may reach 5; what is hidden together may be empty or reach 10; cell 0 spreads by 4. */
function toDemands(): Demand[] {
	const single = cells.map((cell): Demand => {
		const sum = { name: `cell ${cell}`, cells: [cell], signs: [1] };
		const goals: Goal[] = [
			{ ...sum, most: 0 },
			{ ...sum, least: 5 }
		];
		return { cells: [cell], goals: (isHidden) => (isHidden(cell) ? goals : []) };
	});
	const known = new Map<string, Goal[]>();
	const together: Demand = {
		cells,
		goals: (isHidden) => {
			const hidden = cells.filter(isHidden);
			const key = hidden.join();
			const signs = hidden.map(() => 1);
			const goals = known.get(key) ?? [{ name: key, cells: hidden, signs, most: 0, least: 10 }];
			known.set(key, goals);
			return hidden.length > 1 ? goals : [];
		}
	};
	const spread: Goal = { name: 'spread', cells: [0], signs: [1], spread: 4 };
	return [...single, together, { cells: [], goals: () => [spread] }];
}

const world = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 4, maxLength: 4 });

const step = fc.oneof(
	fc.record({ toggle: fc.constantFrom(...cells) }),
	fc.record({ worlds: fc.array(world, { maxLength: 9 }) }),
	fc.constant({ wake: true }),
	fc.constant({ forget: true }),
	fc.record({ most: fc.integer({ min: 0, max: 7 }), cell: fc.constantFrom(...cells) })
);

test('knows after every change which goals no world meets', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			const demands = toDemands();
			const hidden = new Set<number>([1]);
			const isHidden = (cell: number) => hidden.has(cell);
			const witnesses = new Witnesses(demands, isHidden);
			let dropped: readonly Float64Array[] = [];
			for (const change of steps) {
				if ('toggle' in change) {
					if (!hidden.delete(change.toggle)) hidden.add(change.toggle);
					witnesses.change(change.toggle, isHidden);
				} else if ('worlds' in change) {
					witnesses.add(change.worlds.map((counts) => Float64Array.from(counts)));
				} else if ('wake' in change) {
					witnesses.add(dropped);
					dropped = [];
				} else if ('forget' in change) {
					witnesses.forgetDropped();
					expect(witnesses.known).toBe(new Set(witnesses.worlds).size);
				} else {
					const agrees = (world: Float64Array) => (world[change.cell] ?? 0) <= change.most;
					const before = [...witnesses.worlds];
					const others = before.filter((world) => !agrees(world));
					witnesses.drop(others);
					dropped = [...dropped, ...others];
					expect(witnesses.worlds).toEqual(before.filter(agrees));
				}
				const goals = demands.flatMap((demand) => demand.goals(isHidden));
				const unmet = goals.filter((goal) => !isMet(goal, witnesses.worlds));
				expect(witnesses.unmet()).toEqual(unmet);
				expect(goals.filter((goal) => witnesses.isUnmet(goal))).toEqual(unmet);
			}
		}),
		{ numRuns: 300 }
	);
});
