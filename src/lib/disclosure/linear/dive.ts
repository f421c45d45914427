// Making a solution whole by fixing fractions and solving again: mostly much faster than a mixed-integer solve.
import type { LinearModel } from './linear-model.ts';
import type { Row } from './model.ts';
import type { Program } from './program.ts';

/** How many batches of fractions are fixed before a mixed-integer solve should take over. */
const deepest = 24;

const tolerance = 1e-6;

/** Fixes the fractions of one model's solutions. */
export class Dive {
	readonly #program: Program;
	/** Columns of cells with few categories, which many others depend on, first. */
	readonly #outward: readonly number[];
	readonly #linesOf: readonly (readonly number[])[];

	/** @param slack cells of the columns that follow those of all cells */
	constructor(
		program: Program,
		{ keys, lines }: Pick<LinearModel, 'keys' | 'lines'>,
		slack: readonly number[]
	) {
		this.#program = program;
		const cells = [...keys.keys(), ...slack];
		const depths = keys.map((key) => key.split('|').length);
		const depthOf = (column: number) => depths[cells[column] ?? 0] ?? 0;
		this.#outward = [...cells.keys()].sort((a, b) => depthOf(a) - depthOf(b) || a - b);
		const linesOf: number[][] = keys.map(() => []);
		for (const [index, { parent, children }] of lines.entries()) {
			for (const cell of [parent, ...children]) linesOf[cell]?.push(index);
		}
		this.#linesOf = cells.map((cell) => linesOf[cell] ?? []);
	}

	/**
	 * Looks for a whole solution near `from`: rounds fractions that share no line, from the margins inwards, solves
	 * again, and goes on with what is left. Bounds are restored.
	 *
	 * @returns `undefined` when it gets stuck, which says nothing about whether there is a whole solution
	 */
	toWhole(from: Float64Array, extra: readonly Row[]): Float64Array | undefined {
		const fixed = new Map<number, { low: number; high: number }>();
		let solution: Float64Array | undefined = from;
		try {
			for (let depth = 0; solution && depth < deepest; depth += 1) {
				const batch = this.#separateFractions(solution);
				if (batch.length === 0) return solution;
				solution = this.#fix(batch, solution, fixed, extra);
			}
			return undefined;
		} finally {
			for (const [cell, { low, high }] of fixed) this.#program.setBounds(cell, low, high);
		}
	}

	/** Fixes a batch; the first of it alone, either way, when the batch leaves no solution. */
	#fix(
		batch: readonly number[],
		at: Float64Array,
		fixed: Map<number, { low: number; high: number }>,
		extra: readonly Row[]
	): Float64Array | undefined {
		const program = this.#program;
		const [first = 0] = batch;
		const near = Math.round(at[first] ?? 0);
		const far = near > (at[first] ?? 0) ? near - 1 : near + 1;
		const attempts = [
			batch.map((cell) => ({ cell, count: Math.round(at[cell] ?? 0) })),
			[{ cell: first, count: near }],
			[{ cell: first, count: far }]
		];
		for (const attempt of attempts) {
			const before = attempt.map(({ cell }) => ({
				cell,
				bounds: { low: program.low[cell] ?? 0, high: program.high[cell] ?? 0 }
			}));
			for (const { cell, count } of attempt) program.setBounds(cell, count, count);
			const solution = program.solve(extra);
			if (solution) {
				for (const { cell, bounds } of before) fixed.set(cell, bounds);
				return solution;
			}
			for (const { cell, bounds } of before) program.setBounds(cell, bounds.low, bounds.high);
		}
		return undefined;
	}

	/** Fractional cells of which no two stand in one line. */
	#separateFractions(solution: Float64Array): number[] {
		const used = new Set<number>();
		return this.#outward.filter((cell) => {
			const count = solution[cell] ?? 0;
			if (Math.abs(count - Math.round(count)) <= tolerance) return false;
			const lines = this.#linesOf[cell] ?? [];
			if (lines.some((line) => used.has(line))) return false;
			for (const line of lines) used.add(line);
			return true;
		});
	}
}
