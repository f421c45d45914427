import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { excludes } from '../../../src/lib/disclosure/linear/conflict.ts';
import { Program } from '../../../src/lib/disclosure/linear/program.ts';
import { loadSolver, type Solver } from '../../../src/lib/disclosure/linear/solver.ts';

let solver: Solver;
beforeAll(async () => {
	solver = await loadSolver();
});

const columns = [0, 1, 2, 3];
const bounds = fc
	.tuple(fc.nat(9), fc.nat(9))
	.map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));
const row = fc
	.record({
		values: fc.tuple(...columns.map(() => fc.integer({ min: -1, max: 1 }))),
		sum: fc.nat(30)
	})
	.map(({ values, sum }) => ({ columns, values, low: sum, high: sum }));

test('a conflict excludes every point: under the bounds where it was found, and under others only where none is', () => {
	let conflicts = 0;
	fc.assert(
		fc.property(
			fc.array(row, { minLength: 1, maxLength: 3 }),
			fc.tuple(...columns.map(() => bounds)),
			fc.tuple(...columns.map(() => bounds)),
			(rows, now, later) => {
				const program = new Program(solver, columns.length, rows);
				const bound = (all: typeof now) => {
					for (const [column, { low, high }] of all.entries()) program.setBounds(column, low, high);
				};
				bound(now);
				const point = program.solve();
				const { conflict } = program;
				if (point) expect(conflict).toBeUndefined();
				if (!conflict) return;
				conflicts += 1;
				expect(excludes(conflict, program.low, program.high)).toBe(true);
				bound(later);
				if (excludes(conflict, program.low, program.high)) expect(program.solve()).toBeUndefined();
				program.dispose();
			}
		),
		{ numRuns: 200 }
	);
	expect(conflicts).toBeGreaterThan(20);
});
