// A linear program that stays in the solver while bounds and costs change from solve to solve.
import type { Basis, Model } from 'highs';
import { DisclosureError } from '../disclosure-error.ts';
import { toConflict, type Conflict } from './conflict.ts';
import { createModel, type Row } from './model.ts';
import type { Solver } from './solver.ts';

/**
 * How to go on from the last point: it keeps its costs' order where bounds moved, so `dual` mends it; it still lies
 * inside its bounds where only costs moved, so `primal` goes on from it. Both find the cheapest point.
 */
export type Method = keyof typeof strategies;

/** A point that the solver can go on from. */
export type Place = Basis;

const strategies = { dual: 1, primal: 4 } as const;

/**
 * Columns with bounds and costs under fixed rows; `solve` finds the cheapest point.
 *
 * Bounds and costs are kept here and handed over before each solve, those that have changed in one go. Every column
 * starts free above 0 and without cost.
 */
export class Program {
	readonly low: Float64Array;
	readonly high: Float64Array;
	readonly cost: Float64Array;
	readonly #solver: Solver;
	readonly #rows: readonly Row[];
	readonly #model: Model;
	/** Columns whose bounds, or costs, the solver may not know yet. */
	readonly #moved = new Set<number>();
	readonly #repriced = new Set<number>();
	#strategy = 0;
	#conflict: Conflict | undefined;

	constructor(solver: Solver, columns: number, rows: readonly Row[]) {
		this.#solver = solver;
		this.#rows = rows;
		this.low = new Float64Array(columns);
		this.high = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
		this.cost = new Float64Array(columns);
		this.#model = createModel(solver, this, rows);
	}

	/** Bounds a column; both ends may be infinite. */
	setBounds(column: number, low: number, high: number): void {
		if (this.low[column] === low && this.high[column] === high) return;
		this.low[column] = low;
		this.high[column] = high;
		this.#moved.add(column);
	}

	/** Cost of one unit of a column. */
	setCost(column: number, cost: number): void {
		if (this.cost[column] === cost) return;
		this.cost[column] = cost;
		this.#repriced.add(column);
	}

	/**
	 * The cheapest point, or `undefined` when there is none. `extra` rows hold for this solve only.
	 *
	 * @param method `primal` where costs changed much since the last solve and bounds did not
	 * @throws {DisclosureError} `solver-failed` for any status but optimal and infeasible
	 */
	solve(extra: readonly Row[] = [], method: Method = 'dual'): Float64Array | undefined {
		if (extra.length === 0) return this.#resume(method, extra);
		for (const { columns, values, low, high } of extra) {
			this.#model.addRow(low, high, {
				indices: Int32Array.from(columns),
				values: Float64Array.from(values)
			});
		}
		const from = this.#rows.length;
		try {
			return this.#resume(method, extra);
		} finally {
			this.#model.deleteRows({ kind: 'range', from, to: from + extra.length - 1 });
		}
	}

	/**
	 * A point of whole numbers, or `undefined` when there is none: cheap, but not always the cheapest.
	 *
	 * @throws {DisclosureError} `solver-failed` for any status but optimal and infeasible
	 */
	solveWhole(extra: readonly Row[] = []): Float64Array | undefined {
		const model = createModel(this.#solver, this, [...this.#rows, ...extra], { whole: true });
		try {
			model.options.set({ mip_rel_gap: 0.5 });
			model.run();
			return this.#answer(model);
		} finally {
			model.dispose();
		}
	}

	/** Where the last solve ended; it may not have had rows of its own. */
	get place(): Place {
		return this.#model.getBasis();
	}

	/** Lets the next solve start from an earlier place. */
	startFrom(place: Place): void {
		this.#model.setBasis(place);
	}

	/** Why the last solve, with these extra rows, found no point; `undefined` where the solver can't say. */
	get conflict(): Conflict | undefined {
		return this.#conflict;
	}

	/** Frees the solver's memory; the program can't be used afterwards. */
	dispose(): void {
		this.#model.dispose();
	}

	/** Solves from the last point; from nothing, by the other method, where the first got lost in rounding errors. */
	#resume(method: Method, extra: readonly Row[]): Float64Array | undefined {
		const model = this.#model;
		this.#handOver();
		this.#use(method);
		model.run();
		if (!this.#isAnswered(model)) {
			model.clearSolver();
			this.#use(method === 'dual' ? 'primal' : 'dual');
			model.run();
		}
		const answer = this.#answer(model);
		this.#conflict = answer ? undefined : this.#explain(model, extra);
		return answer;
	}

	#explain(model: Model, extra: readonly Row[]): Conflict | undefined {
		const ray = model.getDualRay();
		return ray && toConflict([...this.#rows, ...extra], ray.values);
	}

	#handOver(): void {
		if (this.#moved.size > 0) {
			const columns = Int32Array.from(this.#moved).sort();
			const set = { kind: 'set', indices: columns } as const;
			this.#model.changeColsBounds(set, pick(this.low, columns), pick(this.high, columns));
			this.#moved.clear();
		}
		if (this.#repriced.size > 0) {
			const columns = Int32Array.from(this.#repriced).sort();
			const set = { kind: 'set', indices: columns } as const;
			this.#model.changeColsCost(set, pick(this.cost, columns));
			this.#repriced.clear();
		}
	}

	#use(method: Method): void {
		const strategy = strategies[method];
		if (strategy === this.#strategy) return;
		this.#strategy = strategy;
		this.#model.options.set({ simplex_strategy: strategy });
	}

	#answer(model: Model): Float64Array | undefined {
		if (!this.#isAnswered(model)) {
			throw new DisclosureError('solver-failed', [`status ${model.getModelStatus()}`]);
		}
		const { optimal } = this.#solver.constants.modelStatus;
		return model.getModelStatus() === optimal ? model.getSolution().colValue : undefined;
	}

	#isAnswered(model: Model): boolean {
		const { optimal, infeasible } = this.#solver.constants.modelStatus;
		return [optimal, infeasible].some((status) => status === model.getModelStatus());
	}
}

/** The numbers of some columns. */
function pick(all: Float64Array, columns: Int32Array): Float64Array {
	const picked = new Float64Array(columns.length);
	for (let index = 0; index < columns.length; index += 1) {
		picked[index] = all[columns[index] ?? 0] ?? 0;
	}
	return picked;
}
