// The colours of one picture, and which of them a palette keeps.

/** What a byte can tell apart. */
const mostEntries = 256;
const slotBits = 14;

/** Colours as four bytes each in one number, in the order in which they were met, with the pixels that have them. */
export class SeenColours {
	readonly #colours: Int32Array;
	readonly #pixels: Uint32Array;
	/** Number of the colour of a slot, counted from 1; 0 where there is none. */
	readonly #slots = new Uint16Array(1 << slotBits);
	#count = 0;

	/** @param most colours that are told apart, well below 16 384 */
	constructor(most: number) {
		this.#colours = new Int32Array(most);
		this.#pixels = new Uint32Array(most);
	}

	/** Whether there are no numbers left. */
	get isFull(): boolean {
		return this.#count >= this.#colours.length;
	}

	/** The number of a colour that `pixels` more have. Once all are given away, others get the last one. */
	numberOf(colour: number, pixels: number): number {
		const number = this.#find(colour);
		this.#pixels[number] = (this.#pixels[number] ?? 0) + pixels;
		return number;
	}

	/** The colours that most pixels have, at most 256, and per number which of them is nearest. */
	choose(): { entries: Int32Array; entryOf: Uint8Array } {
		const order = Array.from({ length: this.#count }, (_, number) => number).sort(
			(a, b) => (this.#pixels[b] ?? 0) - (this.#pixels[a] ?? 0) || a - b
		);
		const kept = order.slice(0, mostEntries);
		const entries = Int32Array.from(kept, (number) => this.#colours[number] ?? 0);
		const entryOf = new Uint8Array(this.#count);
		kept.forEach((number, entry) => {
			entryOf[number] = entry;
		});
		for (const number of order.slice(mostEntries)) {
			entryOf[number] = nearest(entries, this.#colours[number] ?? 0);
		}
		return { entries, entryOf };
	}

	#find(colour: number): number {
		const mask = (1 << slotBits) - 1;
		let slot = Math.imul(colour, 0x9e3779b1) >>> (32 - slotBits);
		for (;;) {
			const known = this.#slots[slot] ?? 0;
			if (known === 0) break;
			if (this.#colours[known - 1] === colour) return known - 1;
			slot = (slot + 1) & mask;
		}
		if (this.isFull) return this.#count - 1;
		this.#colours[this.#count] = colour;
		this.#count += 1;
		this.#slots[slot] = this.#count;
		return this.#count - 1;
	}
}

/** Index of the entry with the smallest squared distance over all four channels; the first of equals. */
function nearest(entries: Int32Array, colour: number): number {
	let best = 0;
	let least = Number.POSITIVE_INFINITY;
	for (let entry = 0; entry < entries.length; entry += 1) {
		const other = entries[entry] ?? 0;
		const one = (other & 255) - (colour & 255);
		let distance = one * one;
		if (distance >= least) continue;
		const two = ((other >>> 8) & 255) - ((colour >>> 8) & 255);
		distance += two * two;
		if (distance >= least) continue;
		const three = ((other >>> 16) & 255) - ((colour >>> 16) & 255);
		const four = (other >>> 24) - (colour >>> 24);
		distance += three * three + four * four;
		if (distance < least) {
			best = entry;
			least = distance;
		}
	}
	return best;
}
