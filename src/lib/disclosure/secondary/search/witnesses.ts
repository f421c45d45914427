// Which goals the known worlds meet, kept up to date while cells are hidden and shown and worlds come and go.
import {
	isMetBy,
	sumIn,
	tolerance,
	type Demand,
	type Goal,
	type Hidden,
	type World
} from '../../auditor/goal.ts';

/** A goal under the present pattern. */
interface Entry {
	readonly goal: Goal;
	/** Place in the order of all goals. */
	readonly rank: number;
	/** Worlds that show it together: one, or the two extremes of a spread; none while it is unmet. */
	witnesses: readonly World[];
	/** Of a spread: the worlds with the smallest and the largest sum, once they are known. */
	extremes?: readonly [World, World] | undefined;
}

/** Goals of one demand have neighbouring ranks. */
const mostPerDemand = 1_000_000;

/** The goals of a pattern of hidden cells and the worlds that meet them. */
export class Witnesses {
	readonly worlds: World[] = [];
	readonly #demands: readonly Demand[];
	readonly #demandsOf = new Map<number, number[]>();
	readonly #entries: Map<Goal, Entry>[];
	readonly #demandOf = new Map<Goal, number>();
	readonly #unmet = new Set<Entry>();
	readonly #shownBy = new Map<World, Set<Entry>>();

	constructor(demands: readonly Demand[], isHidden: Hidden) {
		this.#demands = demands;
		this.#entries = demands.map(() => new Map<Goal, Entry>());
		for (const [index, { cells }] of demands.entries()) {
			for (const cell of cells) {
				const known = this.#demandsOf.get(cell);
				if (known) known.push(index);
				else this.#demandsOf.set(cell, [index]);
			}
			this.#renew(index, isHidden);
		}
	}

	/** Goals that no world meets, in their order. */
	unmet(): Goal[] {
		return [...this.#unmet].sort((a, b) => a.rank - b.rank).map(({ goal }) => goal);
	}

	/** Whether a goal is asked for, and would be whether the cell is hidden or shown. */
	asks(goal: Goal, cell: number): boolean {
		const index = this.#demandOf.get(goal) ?? -1;
		const isAsked = this.#entries[index]?.has(goal) ?? false;
		return isAsked && !this.#demandsOf.get(cell)?.includes(index);
	}

	/** Takes notice that a cell was hidden or shown. */
	change(cell: number, isHidden: Hidden): void {
		for (const index of this.#demandsOf.get(cell) ?? []) this.#renew(index, isHidden);
	}

	add(worlds: readonly World[]): void {
		for (const world of worlds) {
			this.worlds.push(world);
			this.#shownBy.set(world, new Set());
			for (const entry of this.#unmet) this.#look(entry, [world]);
		}
	}

	/** Forgets the worlds that do not pass, and gives them back. */
	keep(passes: (world: World) => boolean): World[] {
		const dropped = this.worlds.filter((world) => !passes(world));
		if (dropped.length === 0) return dropped;
		this.worlds.splice(0, this.worlds.length, ...this.worlds.filter(passes));
		const bereft = dropped.flatMap((world) => [...(this.#shownBy.get(world) ?? [])]);
		for (const world of dropped) this.#shownBy.delete(world);
		const waiting = [...this.#unmet].filter(({ extremes }) => extremes);
		for (const entry of new Set([...bereft, ...waiting])) {
			this.#free(entry);
			this.#look(entry, this.worlds);
		}
		return dropped;
	}

	#renew(index: number, isHidden: Hidden): void {
		const before = this.#entries[index] ?? new Map<Goal, Entry>();
		const goals = this.#demands[index]?.goals(isHidden) ?? [];
		const after = new Map<Goal, Entry>();
		for (const [place, goal] of goals.entries()) {
			const rank = index * mostPerDemand + place;
			const entry = before.get(goal) ?? { goal, rank, witnesses: [] };
			after.set(goal, entry);
			if (before.has(goal)) continue;
			this.#demandOf.set(goal, index);
			this.#unmet.add(entry);
			this.#look(entry, this.worlds);
		}
		for (const [goal, entry] of before) {
			if (after.has(goal)) continue;
			this.#free(entry);
			this.#unmet.delete(entry);
		}
		this.#entries[index] = after;
	}

	/** Looks for witnesses of an unmet goal, of which `fresh` are the worlds not looked at yet. */
	#look(entry: Entry, fresh: readonly World[]): void {
		const { goal } = entry;
		const witness = fresh.find((world) => isMetBy(goal, world));
		const found = witness ? [witness] : this.#extremes(entry, fresh);
		if (found.length === 0) return;
		entry.witnesses = found;
		for (const world of entry.witnesses) this.#shownBy.get(world)?.add(entry);
		this.#unmet.delete(entry);
	}

	/** The worlds with the smallest and the largest sum, where they lie far enough apart. */
	#extremes(entry: Entry, fresh: readonly World[]): readonly World[] {
		const { goal, extremes } = entry;
		const [first] = this.worlds;
		if (!first || goal.spread === undefined) return [];
		let [low, high] = extremes ?? [first, first];
		let [smallest, largest] = [sumIn(goal, low), sumIn(goal, high)];
		for (const world of extremes ? fresh : this.worlds) {
			const sum = sumIn(goal, world);
			if (sum < smallest) [low, smallest] = [world, sum];
			if (sum > largest) [high, largest] = [world, sum];
		}
		entry.extremes = [low, high];
		return largest - smallest >= goal.spread - tolerance ? [low, high] : [];
	}

	#free(entry: Entry): void {
		for (const world of entry.witnesses) this.#shownBy.get(world)?.delete(entry);
		entry.witnesses = [];
		entry.extremes = undefined;
		this.#unmet.add(entry);
	}
}
