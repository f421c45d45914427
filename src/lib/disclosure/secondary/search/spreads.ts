// Goals that two worlds meet together: those with the smallest and with the largest sum, kept while worlds only come.
import { sumIn, tolerance, type Goal, type World } from '../../auditor/goals/goal.ts';

/** Sums in the worlds looked at so far. */
interface Reach {
	/** How many of the worlds, from the first. */
	seen: number;
	low: World | undefined;
	high: World | undefined;
	smallest: number;
	largest: number;
}

const none = -1;

/** Per goal how far apart its sums lie. */
export class Spreads {
	readonly #numberOf: (world: World) => number;
	#reach = new Map<number, Reach>();

	/** @param numberOf the number of a world; −1 where it has none */
	constructor(numberOf: (world: World) => number) {
		this.#numberOf = numberOf;
	}

	/** To be called when a world no longer counts. */
	forget(): void {
		this.#reach = new Map();
	}

	/**
	 * The numbers of two worlds that show a goal's spread together, −1 where there are none.
	 *
	 * @param worlds those that count; since the last call more may have come at the end
	 */
	worldsApart(index: number, goal: Goal, worlds: readonly World[]): [number, number] {
		const reach = this.#reach.get(index) ?? {
			...{ seen: 0, low: undefined, high: undefined },
			...{ smallest: Number.POSITIVE_INFINITY, largest: Number.NEGATIVE_INFINITY }
		};
		this.#reach.set(index, reach);
		for (; reach.seen < worlds.length; reach.seen += 1) {
			const world = worlds[reach.seen];
			if (!world) continue;
			const sum = sumIn(goal, world);
			if (sum < reach.smallest) Object.assign(reach, { low: world, smallest: sum });
			if (sum > reach.largest) Object.assign(reach, { high: world, largest: sum });
		}
		const { low, high, smallest, largest } = reach;
		if (!low || !high || largest - smallest < (goal.spread ?? 0) - tolerance) return [none, none];
		return [this.#numberOf(low), this.#numberOf(high)];
	}
}
