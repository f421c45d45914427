// Remembers how large texts are: to measure one takes longer than to draw it, and charts share most of their words.
import type { SKRSContext2D } from '@napi-rs/canvas';
import { LRUCache } from 'lru-cache';

const sizes = new LRUCache<string, TextMetrics>({ max: 10_000 });

/** Makes a canvas measure each text once, whatever canvas asked before; only font and baseline may differ. */
export function rememberSizes(context: SKRSContext2D): void {
	const measure = context.measureText.bind(context);
	context.measureText = (text) => {
		const key = `${context.font}|${context.textBaseline}|${text}`;
		const known = sizes.get(key) ?? measure(text);
		sizes.set(key, known);
		return known;
	};
}
