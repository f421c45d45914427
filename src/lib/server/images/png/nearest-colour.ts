// The colour of a palette that is nearest to another one.

/** Looks from the same green outwards, and ends where green alone is farther off than the nearest one found. */
export class NearestColour {
	readonly #entries: Int32Array;
	/** Indexes of the entries, least green first. */
	readonly #order: Uint8Array;
	/** For each green, the place in this order of the first entry that has as much. */
	readonly #firstOf = new Uint16Array(256);
	#nearest = 0;
	#distance = 0;

	/** @param entries at most 256, four bytes each in one number */
	constructor(entries: Int32Array) {
		this.#entries = entries;
		const greens = Array.from(entries, greenOf);
		this.#order = Uint8Array.from(entries.keys()).sort(
			(a, b) => (greens[a] ?? 0) - (greens[b] ?? 0) || a - b
		);
		for (const green of greens) {
			for (let more = green + 1; more < 256; more += 1) {
				this.#firstOf[more] = (this.#firstOf[more] ?? 0) + 1;
			}
		}
	}

	/** Index of an entry with the smallest squared distance over all four channels. */
	of(colour: number): number {
		this.#distance = Number.POSITIVE_INFINITY;
		const start = this.#firstOf[greenOf(colour)] ?? 0;
		for (let place = start; place < this.#order.length; place += 1) {
			if (!this.#look(this.#order[place] ?? 0, colour)) break;
		}
		for (let place = start - 1; place >= 0; place -= 1) {
			if (!this.#look(this.#order[place] ?? 0, colour)) break;
		}
		return this.#nearest;
	}

	/** False when those with more, or less, green can't be nearer. */
	#look(entry: number, colour: number): boolean {
		const other = this.#entries[entry] ?? 0;
		const green = greenOf(other) - greenOf(colour);
		if (green * green >= this.#distance) return false;
		const red = (other & 255) - (colour & 255);
		const blue = ((other >>> 16) & 255) - ((colour >>> 16) & 255);
		const alpha = (other >>> 24) - (colour >>> 24);
		const distance = green * green + red * red + blue * blue + alpha * alpha;
		if (distance < this.#distance) {
			this.#distance = distance;
			this.#nearest = entry;
		}
		return true;
	}
}

function greenOf(colour: number): number {
	return (colour >>> 8) & 255;
}
