// Which worlds meet which goals alone, as bits: a goal asks each world once, whether worlds come or go.
import { isMetBy, type Goal, type World } from '../../auditor/goal.ts';

const bitsPerWord = 32;

/** Goals and worlds by number, in the order in which they became known. */
export class MetGoals {
	readonly worlds: World[] = [];
	readonly #goals: Goal[] = [];
	/** Per goal how many of the worlds, from the first, it has asked. */
	readonly #asked: number[] = [];
	/** One bit per world. */
	#awake = new Uint32Array(1);
	/** Per goal as many words as `#awake` has; a bit is set for every world asked that meets it. */
	#met = new Uint32Array(64);

	/** The witness of the last goal: mostly one of the next goal as well. */
	#last = 0;

	addGoal(goal: Goal): number {
		const index = this.#goals.push(goal) - 1;
		this.#asked.push(0);
		const words = this.#goals.length * this.#awake.length;
		if (words > this.#met.length) this.#met = grown(this.#met, 2 * words);
		return index;
	}

	/** The new world is asleep. */
	addWorld(world: World): number {
		const index = this.worlds.push(world) - 1;
		const stride = this.#awake.length;
		if (this.worlds.length <= stride * bitsPerWord) return index;
		const met = new Uint32Array(this.#met.length * 2);
		for (let goal = 0; goal < this.#goals.length; goal += 1) {
			met.set(this.#met.subarray(goal * stride, (goal + 1) * stride), goal * stride * 2);
		}
		this.#met = met;
		this.#awake = grown(this.#awake, 2 * stride);
		return index;
	}

	/** Lets a world count, or not. */
	wake(world: number, isAwake: boolean): void {
		const word = world >>> 5;
		const bit = 1 << (world & 31);
		const before = this.#awake[word] ?? 0;
		this.#awake[word] = isAwake ? before | bit : before & ~bit;
	}

	isAwake(world: number): boolean {
		return ((this.#awake[world >>> 5] ?? 0) & (1 << (world & 31))) !== 0;
	}

	/** A world that is awake and meets the goal; −1 where there is none. */
	witnessOf(goal: number): number {
		const from = goal * this.#awake.length;
		const asked = this.#asked[goal] ?? 0;
		if (this.#isAmong(from, this.#last) && this.isAwake(this.#last)) return this.#last;
		for (let word = 0; word * bitsPerWord < asked; word += 1) {
			const both = (this.#met[from + word] ?? 0) & (this.#awake[word] ?? 0);
			if (both === 0) continue;
			this.#last = word * bitsPerWord + 31 - Math.clz32(both);
			return this.#last;
		}
		return this.#askOthers(goal, asked);
	}

	/** As `witnessOf` for a goal of which it is known that no world asked before is a witness. */
	freshWitnessOf(goal: number): number {
		return this.#askOthers(goal, this.#asked[goal] ?? 0);
	}

	#isAmong(from: number, world: number): boolean {
		return ((this.#met[from + (world >>> 5)] ?? 0) & (1 << (world & 31))) !== 0;
	}

	#askOthers(index: number, asked: number): number {
		const goal = this.#goals[index];
		if (!goal) return -1;
		const from = index * this.#awake.length;
		for (let at = asked; at < this.worlds.length; at += 1) {
			const world = this.worlds[at];
			if (!world || !isMetBy(goal, world)) continue;
			const word = from + (at >>> 5);
			this.#met[word] = (this.#met[word] ?? 0) | (1 << (at & 31));
			if (!this.isAwake(at)) continue;
			this.#asked[index] = at + 1;
			return at;
		}
		this.#asked[index] = this.worlds.length;
		return -1;
	}
}

function grown(words: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
	const longer = new Uint32Array(length);
	longer.set(words);
	return longer;
}
