// Which worlds meet which goals alone, as bits: a goal asks a world at most once, and only when it needs a witness.
import { FlatGoals, grown } from '../../auditor/goals/flat-goals.ts';
import type { Goal, World } from '../../auditor/goals/goal.ts';

const bitsPerWord = 32;

/** Goals and worlds by number, in the order in which they became known. */
export class MetGoals {
	readonly worlds: World[] = [];
	readonly #goals = new FlatGoals();
	/** One bit per world. */
	#awake = new Uint32Array(1);
	/** Per goal as many words as `#awake` has: a bit is set for every world asked, and for every one that meets it. */
	#asked = new Uint32Array(64);
	#met = new Uint32Array(64);

	addGoal(goal: Goal): number {
		const index = this.#goals.add(goal);
		const words = this.#goals.size * this.#awake.length;
		if (words > this.#met.length) {
			this.#asked = grown(this.#asked, new Uint32Array(2 * words));
			this.#met = grown(this.#met, new Uint32Array(2 * words));
		}
		return index;
	}

	/** The new world is asleep. */
	addWorld(world: World): number {
		const index = this.worlds.push(world) - 1;
		const stride = this.#awake.length;
		if (this.worlds.length > stride * bitsPerWord) {
			this.#asked = widened(this.#asked, stride);
			this.#met = widened(this.#met, stride);
			this.#awake = grown(this.#awake, new Uint32Array(2 * stride));
		}
		return index;
	}

	/** Forgets the worlds that are asleep, and gives the others, by their old numbers, new ones. */
	forgetAsleep(): Map<number, number> {
		const kept = [...this.worlds.keys()].filter((world) => this.isAwake(world));
		const worlds = kept.flatMap((world) => this.worlds[world] ?? []);
		this.worlds.length = 0;
		this.#awake = new Uint32Array(1);
		this.#asked = new Uint32Array(2 * this.#goals.size);
		this.#met = new Uint32Array(2 * this.#goals.size);
		for (const world of worlds) this.wake(this.addWorld(world), true);
		return new Map(kept.map((world, index) => [world, index]));
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

	isMetBy(goal: number, world: number): boolean {
		const word = goal * this.#awake.length + (world >>> 5);
		const bit = 1 << (world & 31);
		if (((this.#asked[word] ?? 0) & bit) !== 0) return ((this.#met[word] ?? 0) & bit) !== 0;
		this.#asked[word] = (this.#asked[word] ?? 0) | bit;
		const counts = this.worlds[world];
		if (!counts || !this.#goals.isMetBy(goal, counts)) return false;
		this.#met[word] = (this.#met[word] ?? 0) | bit;
		return true;
	}

	/** A world that is awake and meets the goal; −1 where there is none. */
	witnessOf(goal: number): number {
		const from = goal * this.#awake.length;
		for (let word = 0; word < this.#awake.length; word += 1) {
			const both = (this.#met[from + word] ?? 0) & (this.#awake[word] ?? 0);
			if (both !== 0) return word * bitsPerWord + highest(both);
		}
		for (let word = this.#awake.length - 1; word >= 0; word -= 1) {
			let others = (this.#awake[word] ?? 0) & ~(this.#asked[from + word] ?? 0);
			for (; others !== 0; others &= ~(1 << highest(others))) {
				const world = word * bitsPerWord + highest(others);
				if (this.isMetBy(goal, world)) return world;
			}
		}
		return -1;
	}
}

/** Place of the highest bit that is set. */
function highest(word: number): number {
	return 31 - Math.clz32(word);
}

/** Rows of bits with room for twice as many words in each. */
function widened(words: Uint32Array<ArrayBuffer>, stride: number): Uint32Array<ArrayBuffer> {
	const wider = new Uint32Array(words.length * 2);
	for (let start = 0; start < words.length; start += stride) {
		wider.set(words.subarray(start, start + stride), start * 2);
	}
	return wider;
}
