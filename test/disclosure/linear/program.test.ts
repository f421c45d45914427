import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Row } from '../../../src/lib/disclosure/linear/model.ts';
import { Program } from '../../../src/lib/disclosure/linear/program.ts';
import { loadSolver, type Solver } from '../../../src/lib/disclosure/linear/solver.ts';

const Sum = z.record(z.string(), z.number());
const Bounds = z.tuple([z.number(), z.number()]);
const Cases = z.array(
	z.object({
		id: z.string(),
		title: z.string(),
		model: z
			.object({
				vars: z.array(z.string()),
				constraints: z.array(z.tuple([Sum, z.enum(['=', '>=', '<=']), z.number()])),
				lower_bounds: Sum,
				upper_bounds: Sum
			})
			.optional(),
		verified: z.record(z.string(), z.object({ lp: Bounds, ilp: Bounds })).optional()
	})
);
const cases = Cases.parse(JSON.parse(readFileSync('test/fixtures/disclosure/cases.json', 'utf8')));

/** Sums of unknowns that the cases name in words. */
const sums: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	T01: { bare: ['b'] },
	T06: { m: ['m'] },
	T07: { k8s: ['k'] },
	T09: { kody_no: ['no'] },
	T10: { not_github: ['l', 'n'], github_only: ['g'] },
	T11: { both: ['b'] },
	T15: { no: ['n'] },
	T16: { unknown: ['u'] },
	T20: { w1_only: ['o1'], w2_only: ['o2'] },
	T23: { other: ['o'] },
	T30: { p1: ['p'] },
	T34: { v1d1: ['v1d1k1', 'v1d1k0'], v1d2: ['v1d2k1', 'v1d2k0'] }
};

const questions = cases.flatMap(({ id, title, model, verified = {} }) =>
	model
		? Object.entries(verified).map(([name, { lp, ilp }]) => ({
				id,
				title,
				model,
				name,
				lp,
				ilp,
				vars: sums[id]?.[name] ?? [name]
			}))
		: []
);

describe('the attacker’s bounds of every case with a linear model', () => {
	let solver: Solver;
	const programs: Program[] = [];
	beforeAll(async () => {
		solver = await loadSolver();
	});
	afterAll(() => {
		for (const program of programs) program.dispose();
	});

	test.each(questions)('$id: $name ($title)', ({ model, vars, lp, ilp }) => {
		const columnOf = (name: string) => {
			const column = model.vars.indexOf(name);
			expect(column, name).toBeGreaterThanOrEqual(0);
			return column;
		};
		const rows = model.constraints.map(([sum, relation, bound]): Row => {
			const names = Object.keys(sum);
			return {
				columns: names.map(columnOf),
				values: names.map((name) => sum[name] ?? 0),
				low: relation === '<=' ? Number.NEGATIVE_INFINITY : bound,
				high: relation === '>=' ? Number.POSITIVE_INFINITY : bound
			};
		});
		const program = new Program(solver, model.vars.length, rows);
		programs.push(program);
		for (const name of model.vars) {
			const low = model.lower_bounds[name] ?? 0;
			const high = model.upper_bounds[name] ?? Number.POSITIVE_INFINITY;
			program.setBounds(columnOf(name), low, high);
		}
		const extreme = (sign: 1 | -1, isWhole: boolean) => {
			for (const name of vars) program.setCost(columnOf(name), sign);
			const point = isWhole ? program.solveWhole() : program.solve();
			return vars.reduce((sum, name) => sum + (point?.[columnOf(name)] ?? Number.NaN), 0);
		};
		expect(extreme(1, false)).toBeCloseTo(lp[0], 6);
		expect(extreme(-1, false)).toBeCloseTo(lp[1], 6);
		expect(extreme(1, true)).toBeCloseTo(ilp[0], 6);
		expect(extreme(-1, true)).toBeCloseTo(ilp[1], 6);
	});

	test('a program without a point says so', () => {
		const row = { columns: [0], values: [1], low: 1, high: 1 };
		const program = new Program(solver, 1, [row]);
		programs.push(program);
		program.setBounds(0, 2, 3);
		expect(program.solve()).toBeUndefined();
		expect(program.solveWhole()).toBeUndefined();
	});

	test('an extra row holds for one solve only', () => {
		const program = new Program(solver, 1, []);
		programs.push(program);
		program.setBounds(0, 0, 9);
		program.setCost(0, -1);
		const row = { columns: [0], values: [1], low: 0, high: 4 };
		expect(program.solve([row])?.[0]).toBe(4);
		expect(program.solve()?.[0]).toBe(9);
	});
});
