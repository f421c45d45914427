// Goals in a few long arrays: many are asked about many worlds, and objects would be read one by one.
import { tolerance, type Goal, type World } from './goal.ts';

/** Goals by number, in the order in which they were added. */
export class FlatGoals {
	#size = 0;
	/** The cells of all goals one behind the other, their signs, and where those of each goal end. */
	#cells = new Int32Array(64);
	#signs = new Int8Array(64);
	#ends = new Uint32Array(64);
	/** Per goal the sums that meet it. */
	#most = new Float64Array(64);
	#least = new Float64Array(64);
	/** Per goal whether it adds only, so that its sum in a world can but grow from cell to cell. */
	#grows = new Uint8Array(64);

	get size(): number {
		return this.#size;
	}

	add({ cells, signs, most, least }: Goal): number {
		const index = this.#size;
		const start = this.#startOf(index);
		this.#makeRoom(start + cells.length);
		this.#size += 1;
		this.#cells.set(cells, start);
		this.#signs.set(signs, start);
		this.#ends[index] = start + cells.length;
		this.#most[index] = (most ?? Number.NEGATIVE_INFINITY) + tolerance;
		this.#least[index] = (least ?? Number.POSITIVE_INFINITY) - tolerance;
		this.#grows[index] = Number(signs.every((sign) => sign > 0));
		return index;
	}

	/** Whether one world alone shows what the goal asks for, as `isMetBy` of goal.ts. */
	isMetBy(goal: number, world: World): boolean {
		const end = this.#ends[goal] ?? 0;
		const least = this.#least[goal] ?? 0;
		const grows = this.#grows[goal] === 1;
		let sum = 0;
		for (let place = this.#startOf(goal); place < end; place += 1) {
			sum += (this.#signs[place] ?? 0) * (world[this.#cells[place] ?? 0] ?? 0);
			if (grows && sum >= least) return true;
		}
		return sum <= (this.#most[goal] ?? 0) || sum >= least;
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
		if (this.#size < this.#ends.length) return;
		const size = 2 * this.#size;
		this.#ends = grown(this.#ends, new Uint32Array(size));
		this.#most = grown(this.#most, new Float64Array(size));
		this.#least = grown(this.#least, new Float64Array(size));
		this.#grows = grown(this.#grows, new Uint8Array(size));
	}
}

/** Copies numbers into an array with room for more. */
export function grown<Numbers extends { set(from: Numbers): void }>(
	before: Numbers,
	longer: Numbers
): Numbers {
	longer.set(before);
	return longer;
}
