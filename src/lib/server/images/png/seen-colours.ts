// The colours of one picture, and which of them a palette keeps.
import { NearestColour } from './nearest-colour.ts';

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
		const order = this.#byPixels();
		const kept = order.slice(0, mostEntries);
		const entries = Int32Array.from(kept, (number) => this.#colours[number] ?? 0);
		const entryOf = new Uint8Array(this.#count);
		kept.forEach((number, entry) => {
			entryOf[number] = entry;
		});
		const nearest = new NearestColour(entries);
		for (const number of order.slice(mostEntries)) {
			entryOf[number] = nearest.of(this.#colours[number] ?? 0);
		}
		return { entries, entryOf };
	}

	/** Their numbers, those with most pixels first; of equals the one that was met first. */
	#byPixels(): Uint16Array {
		const most = this.#colours.length;
		const keys = Float64Array.from(
			this.#pixels.subarray(0, this.#count),
			(pixels, number) => most * -pixels + number
		);
		return Uint16Array.from(keys.sort(), (key) => ((key % most) + most) % most);
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
