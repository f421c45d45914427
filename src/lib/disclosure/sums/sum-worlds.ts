// Searching worlds of sums: an amount for every cell that keeps all lines and everything published.
import type { LinearModel } from '../linear/linear-model.ts';
import type { Row } from '../linear/model.ts';
import { Program } from '../linear/program.ts';
import type { Solver } from '../linear/solver.ts';
import type { CellBounds } from './measure-model.ts';

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
	readonly #empty: ReadonlySet<number>;
	readonly #hidden = new Set<number>();

	/**
	 * @param shown each of another cell; every other cell is hidden
	 * @param empty cells in which nothing can be
	 */
	constructor(
		solver: Solver,
		{ keys, lines }: LinearModel,
		shown: readonly ShownSum[],
		empty: readonly number[]
	) {
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
		this.#empty = new Set(empty);
		for (const cell of empty) this.#program.setBounds(cell, 0, 0);
	}

	hide(cell: number): void {
		this.#hidden.add(cell);
	}

	show(cell: number): void {
		this.#hidden.delete(cell);
	}

	isHidden(cell: number): boolean {
		return this.#hidden.has(cell);
	}

	/**
	 * A world with what is wanted, the cheapest one.
	 *
	 * @param isElastic whether shown sums may be left, each at its price
	 * @returns `undefined` where there is none
	 */
	find(wanted: Wanted, isElastic: boolean): FoundWorld | undefined {
		this.#leave(isElastic);
		const { cells, low, high, floors, ceilings } = wanted;
		const extra =
			cells.length === 0 ? [] : [{ columns: cells, values: cells.map(() => 1), low, high }];
		const world = this.#solve(extra, floors, ceilings);
		if (!world) return undefined;
		const left = this.#shown.filter(
			(one) => !this.#hidden.has(one.cell) && !agreesWith(world, one)
		);
		return { world, left };
	}

	/**
	 * A world of everything shown in which some cells together come to as little, or as much, as they can.
	 *
	 * @param bounds of cells; without them there may be no largest amount
	 */
	extreme(
		cells: readonly number[],
		end: 'least' | 'most',
		bounds: CellBounds | undefined
	): SumWorld | undefined {
		this.#leave(false);
		const cost = end === 'least' ? 1 : -1;
		for (const cell of cells) this.#program.setCost(cell, cost);
		const world = this.#solve([], bounds?.floors, bounds?.ceilings);
		for (const cell of cells) this.#program.setCost(cell, 0);
		return world;
	}

	/** Whether shown sums may be left; hidden ones may always. */
	#leave(isElastic: boolean): void {
		for (const [index, { cell, price }] of this.#shown.entries()) {
			const isHidden = this.#hidden.has(cell);
			for (const column of [this.#over(index), this.#over(index) + 1]) {
				this.#program.setBounds(column, 0, isHidden || isElastic ? Number.POSITIVE_INFINITY : 0);
				this.#program.setCost(column, isElastic ? price * (isHidden ? hiddenPrice : 1) : 0);
			}
		}
	}

	#solve(
		extra: readonly Row[],
		floors: ReadonlyMap<number, number> = new Map(),
		ceilings: ReadonlyMap<number, number> = new Map()
	): SumWorld | undefined {
		const bounded = new Set([...floors.keys(), ...ceilings.keys()]);
		for (const cell of bounded) {
			const highest = this.#empty.has(cell) ? 0 : (ceilings.get(cell) ?? Number.POSITIVE_INFINITY);
			this.#program.setBounds(cell, floors.get(cell) ?? 0, highest);
		}
		const solution = this.#program.solve(extra);
		for (const cell of bounded) {
			this.#program.setBounds(cell, 0, this.#empty.has(cell) ? 0 : Number.POSITIVE_INFINITY);
		}
		return solution?.slice(0, this.#cells).map((amount) => Math.max(0, amount));
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
