// Pictures of few colours: a byte for each pixel that says which. Charts have few, but for the edges of text and lines,
// which have hundreds of shades that nobody can tell apart; so a quarter of the bytes is to be packed.
import type { Pixels } from './encode-png.ts';
import { SeenColours } from './seen-colours.ts';

/** A picture as rows of a filter byte and one byte for each pixel, and what these bytes stand for. */
export interface IndexedPicture {
	/** Valid until the next picture is indexed. */
	readonly rows: Buffer;
	/** Red, green and blue of each colour. */
	readonly colours: Buffer;
	/** Alpha of each colour; `undefined` where all are opaque. */
	readonly alphas: Buffer | undefined;
}

/** Rows that are read at once: smaller pieces of memory are used again sooner. */
const readRows = 16;
/** A picture of more runs of one colour is a photograph, where that is more than a small picture may have. */
const mostRuns = { perPixel: 0.25, least: 65_536 };
/** A run is its length and the number of its colour in so many bits. */
const numberBits = 12;
const numberMask = (1 << numberBits) - 1;
/** In place of a colour: these pixels repeat those above them. */
const asAbove = numberMask;
/** Parts of a row that are compared with the row above: most of a chart is ground, and memory is compared fast. */
const partsOfRow = 8;
/** Pixels from which filling memory is faster than going over it. */
const longRun = 24;

const filters = { none: 0, up: 2 };

/** Where pictures are indexed, grown to the largest one: fresh memory takes longer to get than to fill. */
let runs = new Uint32Array(0);
let packed = Buffer.alloc(0);

/**
 * The picture in at most 256 colours: those that cover most, where rows differ, keep their very value, every other one
 * becomes the nearest of them.
 *
 * @returns `undefined` for a picture of too many colours, or of noise
 */
export function indexColours(pixels: Pixels): IndexedPicture | undefined {
	const { width, height, read } = pixels;
	const most = Math.max(mostRuns.least, Math.ceil(width * height * mostRuns.perPixel)) + width;
	if (runs.length < most) runs = new Uint32Array(most);
	const seen = new SeenColours(asAbove);
	const isRepeated = new Uint8Array(height);
	let count = 0;
	for (let top = 0; top < height; top += readRows) {
		const above = top === 0 ? 0 : 1;
		const rows = Math.min(readRows, height - top);
		const bytes = read(top - above, rows + above);
		const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const words = toWords(bytes);
		for (let row = 0; row < rows; row += 1) {
			const from = (row + above) * width;
			isRepeated[top + row] = Number(from > 0 && isAbove(raw, from, from + width, width));
			if (isRepeated[top + row] === 1) continue;
			if (count + width > runs.length) return undefined;
			const part = Math.ceil(width / partsOfRow);
			for (let start = from; start < from + width; start += part) {
				const end = Math.min(from + width, start + part);
				const isKnown = from > 0 && isAbove(raw, start, end, width);
				count = isKnown ? noteAbove(end - start, count) : findRuns(words, start, end, seen, count);
			}
			if (seen.isFull) return undefined;
		}
	}
	const { entries, entryOf } = seen.choose();
	return { rows: writeRows(pixels, isRepeated, entryOf), ...toPalette(entries) };
}

/** Whether the pixels of a row from `start` to `end` are those of the row above, `width` pixels before. */
function isAbove(raw: Buffer, start: number, end: number, width: number): boolean {
	return raw.compare(raw, (start - width) * 4, (end - width) * 4, start * 4, end * 4) === 0;
}

function toWords({ buffer, byteOffset, byteLength }: Uint8Array | Uint8ClampedArray): Int32Array {
	const isAligned = byteOffset % Int32Array.BYTES_PER_ELEMENT === 0;
	const start = isAligned ? byteOffset : 0;
	const aligned = isAligned ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
	return new Int32Array(aligned, start, byteLength / Int32Array.BYTES_PER_ELEMENT);
}

/** Notes `pixels` that repeat those above them behind the `count` runs before; returns how many there are then. */
function noteAbove(pixels: number, count: number): number {
	runs[count] = (pixels << numberBits) | asAbove;
	return count + 1;
}

/** Notes the runs of pixels from `from` to `end` behind the `count` before it; returns how many there are then. */
function findRuns(
	words: Int32Array,
	from: number,
	end: number,
	seen: SeenColours,
	count: number
): number {
	const found = runs;
	let at = count;
	for (let start = from; start < end;) {
		const colour = words[start] ?? 0;
		let next = start + 1;
		while (next < end && words[next] === colour) next += 1;
		found[at] = ((next - start) << numberBits) | seen.numberOf(colour, next - start);
		at += 1;
		start = next;
	}
	return at;
}

/** One row after the other; one that repeats the row above differs from it by nothing. */
function writeRows({ width, height }: Pixels, isRepeated: Uint8Array, entryOf: Uint8Array): Buffer {
	const size = (width + 1) * height;
	if (packed.length < size) packed = Buffer.alloc(size);
	let run = 0;
	let above = 0;
	for (let row = 0; row < height; row += 1) {
		const start = row * (width + 1);
		const end = start + width + 1;
		packed[start] = isRepeated[row] === 1 ? filters.up : filters.none;
		if (isRepeated[row] === 1) packed.fill(0, start + 1, end);
		else {
			run = writeRuns(run, packed, [start + 1, end, start - above], entryOf);
			above = start;
		}
	}
	return packed.subarray(0, size);
}

/**
 * Writes runs from `run` on until the row ends; returns the first one behind it.
 *
 * @param place of the row, its end, and how far before it the last row is that was written
 */
function writeRuns(
	run: number,
	target: Uint8Array,
	[start, end, back]: readonly [number, number, number],
	entryOf: Uint8Array
): number {
	const found = runs;
	let next = run;
	for (let at = start; at < end; next += 1) {
		const one = found[next] ?? 0;
		const number = one & numberMask;
		const entry = entryOf[number] ?? 0;
		const until = at + (one >>> numberBits);
		if (number === asAbove) target.copyWithin(at, at - back, until - back);
		else if (until - at >= longRun) target.fill(entry, at, until);
		else for (let x = at; x < until; x += 1) target[x] = entry;
		at = until;
	}
	return next;
}

/** The bytes of a colour are red, green, blue and alpha in memory, whatever the order of bytes in a number. */
function toPalette(entries: Int32Array): Pick<IndexedPicture, 'colours' | 'alphas'> {
	const bytes = Buffer.from(entries.buffer, entries.byteOffset, entries.byteLength);
	const all = Array.from(entries, (_, index) => bytes.subarray(index * 4, index * 4 + 4));
	const alphas = Buffer.from(all.map((one) => one[3] ?? 0));
	return {
		colours: Buffer.concat(all.map((one) => one.subarray(0, 3))),
		alphas: alphas.every((alpha) => alpha === 255) ? undefined : alphas
	};
}
