// Which goals the known worlds meet, kept up to date while cells are hidden and shown and worlds come and go.
import type { Demand, Goal, Hidden, World } from '../../auditor/goals/goal.ts';
import { MetGoals } from './met-goals.ts';
import { Spreads } from './spreads.ts';

/** Goals of one demand have neighbouring ranks. */
const mostPerDemand = 1_000_000;

const none = -1;

/** The goals of a pattern of hidden cells and the worlds that meet them. */
export class Witnesses {
	readonly #demands: readonly Demand[];
	readonly #demandsOf = new Map<number, number[]>();
	/** Goals and worlds have numbers, which they keep for good. */
	readonly #met = new MetGoals();
	readonly #goals: Goal[] = [];
	readonly #goalAt = new Map<Goal, number>();
	readonly #worldAt = new Map<World, number>();
	/** Per goal its place in the order of all goals. */
	readonly #ranks: number[] = [];
	/** Per goal whether the present pattern asks for it. */
	readonly #isAsked: boolean[] = [];
	/** Per goal the world that shows it, and of a spread the second one it needs. */
	readonly #first: number[] = [];
	readonly #second: number[] = [];
	/** Per demand the goals it asks for now. */
	readonly #asked: (readonly number[])[];
	readonly #unmet = new Set<number>();
	/** The unmet goals in their order, as long as they stay the same. */
	#inOrder: readonly Goal[] | undefined;
	#awake: World[] = [];
	readonly #spreads = new Spreads((world) => this.#worldAt.get(world) ?? none);

	constructor(demands: readonly Demand[], isHidden: Hidden) {
		this.#demands = demands;
		this.#asked = demands.map(() => []);
		for (const [index, { cells }] of demands.entries()) {
			for (const cell of cells) {
				const known = this.#demandsOf.get(cell);
				if (known) known.push(index);
				else this.#demandsOf.set(cell, [index]);
			}
			this.#renew(index, isHidden);
		}
	}

	/** The worlds that count, those added last at the end. */
	get worlds(): readonly World[] {
		return this.#awake;
	}

	/** Goals that no world meets, in their order. */
	unmet(): readonly Goal[] {
		this.#inOrder ??= [...this.#unmet]
			.sort((a, b) => (this.#ranks[a] ?? 0) - (this.#ranks[b] ?? 0))
			.flatMap((goal) => this.#goals[goal] ?? []);
		return this.#inOrder;
	}

	/** Whether a goal is asked for and no world meets it. */
	isUnmet(goal: Goal): boolean {
		return this.#unmet.has(this.#goalAt.get(goal) ?? none);
	}

	/** Whether a goal is asked for, and would be whether the cell is hidden or shown. */
	asks(goal: Goal, cell: number): boolean {
		const index = this.#goalAt.get(goal) ?? none;
		if (!this.#isAsked[index]) return false;
		const demand = Math.floor((this.#ranks[index] ?? 0) / mostPerDemand);
		return !this.#demandsOf.get(cell)?.includes(demand);
	}

	/** Takes notice that a cell was hidden or shown. */
	change(cell: number, isHidden: Hidden): void {
		for (const index of this.#demandsOf.get(cell) ?? []) this.#renew(index, isHidden);
	}

	/** Lets worlds count: new ones, and some that were dropped before. */
	add(worlds: readonly World[]): void {
		if (worlds.length === 0) return;
		const added = worlds.map((world) => {
			const index = this.#worldAt.get(world) ?? this.#met.addWorld(world);
			this.#worldAt.set(world, index);
			this.#met.wake(index, true);
			this.#awake.push(world);
			return index;
		});
		for (const goal of this.#unmet) {
			const witness = added.find((world) => this.#met.isMetBy(goal, world)) ?? none;
			if (this.#noteWitness(goal, witness)) this.#setUnmet(goal, false);
		}
	}

	/** Lets worlds no longer count. */
	drop(worlds: readonly World[]): void {
		if (worlds.length === 0) return;
		for (const world of worlds) {
			const index = this.#worldAt.get(world);
			if (index !== undefined) this.#met.wake(index, false);
		}
		this.#awake = this.#awake.filter((world) =>
			this.#met.isAwake(this.#worldAt.get(world) ?? none)
		);
		this.#spreads.forget();
		for (let goal = 0; goal < this.#goals.length; goal += 1) {
			if (!this.#isAsked[goal] || this.#isShown(goal)) continue;
			if (!this.#unmet.has(goal) && !this.#finds(goal)) this.#setUnmet(goal, true);
		}
	}

	/** How many worlds are known, dropped ones included. */
	get known(): number {
		return this.#worldAt.size;
	}

	/** Forgets the worlds that were dropped. */
	forgetDropped(): void {
		for (const goal of this.#first.keys()) {
			if (!this.#isShown(goal)) this.#first[goal] = none;
		}
		const numbers = this.#met.forgetAsleep();
		const renumber = (world: number) => numbers.get(world) ?? none;
		for (const [goal, first] of this.#first.entries()) {
			this.#first[goal] = renumber(first);
			this.#second[goal] = renumber(this.#second[goal] ?? none);
		}
		this.#worldAt.clear();
		for (const [number, world] of this.#met.worlds.entries()) this.#worldAt.set(world, number);
		this.#spreads.forget();
	}

	#renew(index: number, isHidden: Hidden): void {
		const before = this.#asked[index] ?? [];
		const wanted = this.#demands[index]?.goals(isHidden) ?? [];
		for (const goal of before) this.#isAsked[goal] = false;
		const after = wanted.map((goal, place) => this.#number(goal, index * mostPerDemand + place));
		for (const goal of after) this.#isAsked[goal] = true;
		for (const goal of before) if (!this.#isAsked[goal]) this.#setUnmet(goal, false);
		for (const goal of after) {
			if (this.#unmet.has(goal) || this.#isShown(goal)) continue;
			if (!this.#finds(goal)) this.#setUnmet(goal, true);
		}
		this.#asked[index] = after;
	}

	#setUnmet(goal: number, isUnmet: boolean): void {
		if (this.#unmet.has(goal) === isUnmet) return;
		if (isUnmet) this.#unmet.add(goal);
		else this.#unmet.delete(goal);
		this.#inOrder = undefined;
	}

	#number(goal: Goal, rank: number): number {
		const known = this.#goalAt.get(goal);
		if (known !== undefined) return known;
		const index = this.#met.addGoal(goal);
		this.#goals.push(goal);
		this.#goalAt.set(goal, index);
		this.#ranks.push(rank);
		this.#isAsked.push(false);
		this.#first.push(none);
		this.#second.push(none);
		return index;
	}

	/** Whether the goal's witnesses still count. */
	#isShown(goal: number): boolean {
		const first = this.#first[goal] ?? none;
		const second = this.#second[goal] ?? none;
		if (first === none || !this.#met.isAwake(first)) return false;
		return second === none || this.#met.isAwake(second);
	}

	/** Looks for witnesses of a goal that has none. */
	#finds(goal: number): boolean {
		return this.#noteWitness(goal, this.#met.witnessOf(goal));
	}

	/** Notes the world that meets a goal alone, or where there is none the two that show its spread; false without. */
	#noteWitness(index: number, witness: number): boolean {
		let [first, second] = [witness, none];
		const goal = this.#goals[index];
		if (first === none && goal?.spread !== undefined) {
			[first, second] = this.#spreads.worldsApart(index, goal, this.#awake);
		}
		if (first === none) return false;
		this.#first[index] = first;
		this.#second[index] = second;
		return true;
	}
}
