// Reproducible randomness. Generator: sfc32 by Chris Doty-Humphrey (PractRand), seeded with three words
// and mixed for fifteen rounds. Only IEEE 754 basic arithmetic is used, because `Math.exp` and its kin
// may differ in the last bit between engines and a fleet has to be the same bytes everywhere.

/** Values with their weights; the weights need not add up to 1. */
export type Weighted<T> = readonly (readonly [value: T, weight: number])[];

/** e to the power of `x`, by a short series and ten squarings; good to nine digits for |x| ≤ 8. */
export function exp(x: number): number {
	const part = x / 1024;
	let value = 1 + part * (1 + (part / 2) * (1 + (part / 3) * (1 + part / 4)));
	for (let round = 0; round < 10; round += 1) value *= value;
	return value;
}

/** A stream of random draws that is fully given by `(seed, stream, position)`, each a 32-bit word. */
export class Random {
	#a: number;
	#b: number;
	#c: number;
	#counter = 1;

	constructor(seed: number, stream: number, position: number) {
		this.#a = position | 0;
		this.#b = stream | 0;
		this.#c = seed | 0;
		for (let round = 0; round < 15; round += 1) this.word();
	}

	/** A whole number from 0 to 2³² - 1. */
	word(): number {
		const result = (this.#a + this.#b + this.#counter) | 0;
		this.#counter = (this.#counter + 1) | 0;
		this.#a = this.#b ^ (this.#b >>> 9);
		this.#b = (this.#c + (this.#c << 3)) | 0;
		this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0;
		return result >>> 0;
	}

	/** A number from 0 to below 1. */
	uniform(): number {
		return this.word() / 0x1_0000_0000;
	}

	/** True with the given probability. */
	chance(probability: number): boolean {
		return this.uniform() < probability;
	}

	/** A whole number from `low` to `high`, both included. */
	whole(low: number, high: number): number {
		return low + Math.floor(this.uniform() * (high - low + 1));
	}

	/** One of the values, by weight. */
	pick<T>(values: Weighted<T>): T {
		let left = this.uniform() * values.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [value, weight] of values) {
			left -= weight;
			if (left < 0) return value;
		}
		throw new RangeError('expected at least one value with a weight above 0');
	}

	/** A standard normal number, as the sum of twelve uniform ones; never beyond ±6. */
	normal(): number {
		let sum = -6;
		for (let draw = 0; draw < 12; draw += 1) sum += this.uniform();
		return sum;
	}

	/** A log-normal number with the given median; `sigma` is the deviation of its logarithm. */
	logNormal(median: number, sigma: number): number {
		return median * exp(sigma * this.normal());
	}

	/** An exponential number, by von Neumann's comparison of uniform ones (1951). */
	exponential(mean: number): number {
		for (let whole = 0; ; whole += 1) {
			const first = this.uniform();
			let previous = first;
			let descents = 1;
			for (let next = this.uniform(); next < previous; next = this.uniform()) {
				previous = next;
				descents += 1;
			}
			if (descents % 2 === 1) return mean * (whole + first);
		}
	}
}
