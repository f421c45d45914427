// Keeps pictures in memory, the most recently asked for, and draws one at a time: a drawing needs up to 140 MB.
import { LRUCache } from 'lru-cache';

type Draw<Image> = () => Image | Promise<Image>;

/** Pictures by their tag. Two readers who ask for the same one at the same time wait for one drawing. */
export class ImageCache<Image extends string | object> {
	readonly #images: LRUCache<string, Image, Draw<Image>>;
	readonly #mostWaiting: number;
	#last: Promise<unknown> = Promise.resolve();
	#waiting = 0;

	/**
	 * @param mostBytes size of all pictures that are kept
	 * @param mostWaiting drawings that may be asked for before the first of them is done
	 * @param sizeOf bytes of a picture
	 */
	constructor(mostBytes: number, mostWaiting: number, sizeOf: (image: Image) => number) {
		this.#mostWaiting = mostWaiting;
		this.#images = new LRUCache({
			maxSize: mostBytes,
			sizeCalculation: (image) => sizeOf(image) + 1,
			fetchMethod: (_tag, _old, { context }) => this.#drawNext(context),
			ignoreFetchAbort: true
		});
	}

	/** The picture of that tag, drawn if need be; `undefined` when too many wait already. A failure is not kept. */
	get(tag: string, draw: Draw<Image>): Promise<Image> | undefined {
		if (this.#waiting >= this.#mostWaiting && !this.#images.has(tag)) return undefined;
		return this.#images.forceFetch(tag, { context: draw });
	}

	async #drawNext(draw: Draw<Image>): Promise<Image> {
		this.#waiting += 1;
		const image = this.#last.then(draw);
		this.#last = image.catch(() => undefined);
		try {
			return await image;
		} finally {
			this.#waiting -= 1;
		}
	}
}
