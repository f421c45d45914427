// Which worlds meet which goals alone, as bits: every goal asks every world once, when either becomes known.
import { tolerance, type Goal, type World } from '../../auditor/goal.ts';

const bitsPerWord = 32;

/** Goals and worlds by number, in the order in which they became known. */
export class MetGoals {
	readonly worlds: World[] = [];
	#goals = 0;
	/** The cells of all goals one behind the other, their signs, and where those of each goal end. */
	#cells = new Int32Array(64);
	#signs = new Int8Array(64);
	#ends = new Uint32Array(64);
	/** Per goal the sums that meet it. */
	#most = new Float64Array(64);
	#least = new Float64Array(64);
	/** One bit per world. */
	#awake = new Uint32Array(1);
	/** Per goal as many words as `#awake` has; a bit is set for every world that meets it. */
	#met = new Uint32Array(64);

	addGoal({ cells, signs, most, least }: Goal): number {
		const index = this.#goals;
		const start = this.#startOf(index);
		this.#goals += 1;
		this.#makeRoom(start + cells.length);
		this.#cells.set(cells, start);
		this.#signs.set(signs, start);
		this.#ends[index] = start + cells.length;
		this.#most[index] = (most ?? Number.NEGATIVE_INFINITY) + tolerance;
		this.#least[index] = (least ?? Number.POSITIVE_INFINITY) - tolerance;
		for (const [at, world] of this.worlds.entries()) this.#ask(index, start, at, world);
		return index;
	}

	/** The new world is asleep. */
	addWorld(world: World): number {
		const at = this.worlds.push(world) - 1;
		if (this.worlds.length > this.#awake.length * bitsPerWord) this.#widen();
		let start = 0;
		for (let goal = 0; goal < this.#goals; goal += 1) start = this.#ask(goal, start, at, world);
		return at;
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
		return ((this.#met[word] ?? 0) & (1 << (world & 31))) !== 0;
	}

	/** A world that is awake and meets the goal; −1 where there is none. */
	witnessOf(goal: number): number {
		const from = goal * this.#awake.length;
		for (let word = 0; word < this.#awake.length; word += 1) {
			const both = (this.#met[from + word] ?? 0) & (this.#awake[word] ?? 0);
			if (both !== 0) return word * bitsPerWord + 31 - Math.clz32(both);
		}
		return -1;
	}

	/** Notes whether a world meets the goal whose cells begin at `start`; returns where those of the next one do. */
	#ask(goal: number, start: number, at: number, world: World): number {
		const end = this.#ends[goal] ?? start;
		let sum = 0;
		for (let place = start; place < end; place += 1) {
			sum += (this.#signs[place] ?? 0) * (world[this.#cells[place] ?? 0] ?? 0);
		}
		if (sum <= (this.#most[goal] ?? 0) || sum >= (this.#least[goal] ?? 0)) {
			const word = goal * this.#awake.length + (at >>> 5);
			this.#met[word] = (this.#met[word] ?? 0) | (1 << (at & 31));
		}
		return end;
	}

	#startOf(goal: number): number {
		return goal === 0 ? 0 : (this.#ends[goal - 1] ?? 0);
	}

	/** For one goal more, whose cells reach up to `end`. */
	#makeRoom(end: number): void {
		if (end > this.#cells.length) {
			this.#cells = grown(this.#cells, new Int32Array(2 * end));
			this.#signs = grown(this.#signs, new Int8Array(2 * end));
		}
		if (this.#goals > this.#ends.length) {
			this.#ends = grown(this.#ends, new Uint32Array(2 * this.#goals));
			this.#most = grown(this.#most, new Float64Array(2 * this.#goals));
			this.#least = grown(this.#least, new Float64Array(2 * this.#goals));
		}
		const words = this.#goals * this.#awake.length;
		if (words > this.#met.length) this.#met = grown(this.#met, new Uint32Array(2 * words));
	}

	/** Makes room for twice as many worlds. */
	#widen(): void {
		const stride = this.#awake.length;
		const met = new Uint32Array(this.#met.length * 2);
		for (let goal = 0; goal < this.#goals; goal += 1) {
			met.set(this.#met.subarray(goal * stride, (goal + 1) * stride), goal * stride * 2);
		}
		this.#met = met;
		this.#awake = grown(this.#awake, new Uint32Array(2 * stride));
	}
}

function grown<Numbers extends Int32Array | Int8Array | Uint32Array | Float64Array>(
	before: Numbers,
	longer: Numbers
): Numbers {
	longer.set(before);
	return longer;
}
