// Sums that are protected from aggregates alone, attacked by the units behind them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DisclosureError } from '../../../src/lib/disclosure/disclosure-error.ts';
import { inside, type Grid } from './attack.ts';
import { attack, policy, protect, type Part } from './sums-of-grid.ts';

const grid: Grid = { rows: ['a', 'b', 'c'], columns: ['x', 'y'] };
const heavy = fc.double({ min: 0, max: 1, noNaN: true }).map((u) => (1 - u * 0.999) ** -1.2);

/** A unit has up to three rows, in one column or in any. */
const unitIn = (sets: readonly string[]) => {
	const cells = fc.subarray(inside(grid, '*,*'), { minLength: 1, maxLength: 3 });
	const own = fc.tuple(
		fc.subarray([...grid.rows], { minLength: 1 }),
		fc.constantFrom(...grid.columns)
	);
	return fc.record({
		cells: sets.includes('column')
			? cells
			: own.map(([rows, column]) => rows.map((row) => `${row},${column}`)),
		amount: heavy
	});
};

test.each([[['row']], [['row', 'column']]])(
	'aggregates of units with several codes of %j give no unit away to any other',
	(sets) => {
		let shown = 0;
		fc.assert(
			fc.property(fc.array(unitIn(sets), { minLength: 30, maxLength: 90 }), (units) => {
				const parts = units.flatMap(({ cells, amount }, unit) =>
					cells.map((cell, at): Part => ({ unit, cell, amount: amount / (1 + at) }))
				);
				const values = protectOrHide(parts, sets);
				shown += [...values.values()].filter(Boolean).length;
				expect(attack(grid, parts, values)).toEqual([]);
			}),
			{ numRuns: 40 }
		);
		expect(shown).toBeGreaterThan(40);
	},
	240_000
);

/** As in a release: where no choice of hidden sums will do, all are hidden. */
function protectOrHide(
	parts: readonly Part[],
	sets: readonly string[]
): ReturnType<typeof protect> {
	try {
		return protect(grid, parts, policy, sets);
	} catch (error) {
		if (!(error instanceof DisclosureError) || error.code !== 'infeasible') throw error;
		return new Map();
	}
}
