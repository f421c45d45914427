// Searching worlds of sums: an amount for every cell that keeps all lines and everything published.
import type { LinearModel } from '../linear/linear-model.ts';
import { Program, type Row } from '../linear/program.ts';
import type { Solver } from '../linear/solver.ts';

/** An amount for every cell of the linear model. */
export type SumWorld = Float64Array;

/** A sum that is shown unless protection needs it: what it may stand for, and the price of leaving that by one. */
export interface ShownSum {
	readonly cell: number;
	readonly low: number;
	readonly high: number;
	readonly price: number;
}

/** What a world is looked for with: bounds on the sum of some cells, and on single cells. */
export interface Wanted {
	readonly cells: readonly number[];
	readonly low: number;
	readonly high: number;
	/** Least and largest amounts of cells. */
	readonly floors?: ReadonlyMap<number, number>;
	readonly ceilings?: ReadonlyMap<number, number>;
}

/** A world, and the shown sums that it leaves. */
export interface FoundWorld {
	readonly world: SumWorld;
	readonly left: readonly ShownSum[];
}

const tolerance = 1e-6;

/** What a hidden sum still costs, so that worlds move no more of them than they need. */
const hiddenPrice = 0.001;

/** The linear model of one measure in the solver, under a pattern of hidden sums. */
export class SumWorlds {
	readonly #program: Program;
	readonly #shown: readonly ShownSum[];
	readonly #cells: number;
	readonly #hidden = new Set<number>();

	/** @param shown each of another cell; every other cell is hidden */
	constructor(solver: Solver, { keys, lines }: LinearModel, shown: readonly ShownSum[]) {
		this.#cells = keys.length;
		this.#shown = shown;
		const sums = lines.map(({ parent, children }): Row => ({
			columns: [parent, ...children],
			values: [-1, ...children.map(() => 1)],
			low: 0,
			high: 0
		}));
		const bounds = shown.map(({ cell, low, high }, index): Row => ({
			columns: [cell, this.#over(index), this.#over(index) + 1],
			values: [1, -1, 1],
			low,
			high
		}));
		this.#program = new Program(solver, keys.length + 2 * shown.length, [...sums, ...bounds]);
	}

	hide(cell: number): void {
		this.#hidden.add(cell);
	}

	show(cell: number): void {
		this.#hidden.delete(cell);
	}

	/**
	 * A world with what is wanted, the cheapest one.
	 *
	 * @param isElastic whether shown sums may be left, each at its price
	 * @returns `undefined` where there is none
	 */
	find(wanted: Wanted, isElastic: boolean): FoundWorld | undefined {
		const program = this.#program;
		for (const [index, { cell, price }] of this.#shown.entries()) {
			const isHidden = this.#hidden.has(cell);
			for (const column of [this.#over(index), this.#over(index) + 1]) {
				program.setBounds(column, 0, isHidden || isElastic ? Number.POSITIVE_INFINITY : 0);
				program.setCost(column, isElastic ? price * (isHidden ? hiddenPrice : 1) : 0);
			}
		}
		const bounded = new Set([...(wanted.floors?.keys() ?? []), ...(wanted.ceilings?.keys() ?? [])]);
		for (const cell of bounded) {
			const highest = wanted.ceilings?.get(cell) ?? Number.POSITIVE_INFINITY;
			program.setBounds(cell, wanted.floors?.get(cell) ?? 0, highest);
		}
		const { cells, low, high } = wanted;
		const extra =
			cells.length === 0 ? [] : [{ columns: cells, values: cells.map(() => 1), low, high }];
		const solution = program.solve(extra);
		for (const cell of bounded) program.setBounds(cell, 0, Number.POSITIVE_INFINITY);
		if (!solution) return undefined;
		const world = solution.slice(0, this.#cells).map((amount) => Math.max(0, amount));
		const left = this.#shown.filter(
			(one) => !this.#hidden.has(one.cell) && !agreesWith(world, one)
		);
		return { world, left };
	}

	dispose(): void {
		this.#program.dispose();
	}

	#over(index: number): number {
		return this.#cells + 2 * index;
	}
}

/** Whether a world has an amount that the shown sum may stand for. */
export function agreesWith(world: SumWorld, { cell, low, high }: ShownSum): boolean {
	const amount = world[cell] ?? 0;
	return amount >= low - tolerance && amount <= high + tolerance;
}
