// Keeps pictures in memory, the most recently asked for, and draws one at a time: a drawing needs up to 140 MB.

/** The bytes of a picture. */
export type Image = string | Uint8Array<ArrayBuffer>;

interface Kept {
	readonly image: Promise<Image>;
	size: number;
}

/** Pictures by their tag. Two readers who ask for the same one at the same time wait for one drawing. */
export class ImageCache {
	readonly #mostBytes: number;
	readonly #mostWaiting: number;
	/** Least recently asked for first. */
	readonly #kept = new Map<string, Kept>();
	#last: Promise<unknown> = Promise.resolve();
	#waiting = 0;

	/**
	 * @param mostBytes size of all pictures that are kept
	 * @param mostWaiting drawings that may be asked for before the first of them is done
	 */
	constructor(mostBytes: number, mostWaiting: number) {
		this.#mostBytes = mostBytes;
		this.#mostWaiting = mostWaiting;
	}

	/** The picture of that tag, drawn if need be; `undefined` when too many wait already. A failure is not kept. */
	get(tag: string, draw: () => Image | Promise<Image>): Promise<Image> | undefined {
		const known = this.#kept.get(tag);
		if (known) {
			this.#kept.delete(tag);
			this.#kept.set(tag, known);
			return known.image;
		}
		if (this.#waiting >= this.#mostWaiting) return undefined;
		const kept: Kept = { image: this.#drawNext(draw), size: 0 };
		this.#kept.set(tag, kept);
		this.#last = kept.image.then(
			(image) => {
				kept.size = Buffer.byteLength(image);
				this.#forgetOldest();
			},
			() => this.#kept.delete(tag)
		);
		return kept.image;
	}

	async #drawNext(draw: () => Image | Promise<Image>): Promise<Image> {
		this.#waiting += 1;
		try {
			await this.#last;
			return await draw();
		} finally {
			this.#waiting -= 1;
		}
	}

	#forgetOldest(): void {
		let bytes = [...this.#kept.values()].reduce((sum, { size }) => sum + size, 0);
		for (const [tag, { size }] of this.#kept) {
			if (bytes <= this.#mostBytes) return;
			this.#kept.delete(tag);
			bytes -= size;
		}
	}
}
