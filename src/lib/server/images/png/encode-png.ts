// Writes PNG fast. The encoder of the canvas tries five filters on every row, which makes pictures of photographs
// smaller, but not of charts: it takes ten times as long for the same size.
// Source: Portable Network Graphics, third edition (W3C 2025), chapters 5, 9 and 11.
import { finished } from 'node:stream/promises';
import { crc32, createDeflate, deflateSync } from 'node:zlib';
import { indexColours, type IndexedPicture } from './colour-index.ts';

/** A picture that is read some rows at a time, so that it need not be in memory a second and a third time. */
export interface Pixels {
	readonly width: number;
	readonly height: number;
	/** Four bytes for each pixel: red, green, blue and alpha, not multiplied with it. */
	readonly read: (top: number, rows: number) => Uint8Array | Uint8ClampedArray;
}

const signature = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Of a bit depth of 8 and the only methods there are, not interlaced; colours by their index, or each with alpha. */
const manners = { indexed: [8, 3, 0, 0, 0], full: [8, 6, 0, 0, 0] };

const filters = { none: 0, up: 2 };

/** Higher ones save little where most pixels repeat, and take several times as long. */
const level = 3;

/** One output buffer instead of many: each one more is another way to the pool of threads and back. */
const options = { level, chunkSize: 262_144 };

/** Pixels of a picture of usual size, packed here and now: on a busy machine another thread is waited for longer. */
const usualPixels = 3_000_000;

/** Bytes of any other picture that are read, and packed beside other requests, at once. */
const bandBytes = 12_000_000;

/** Rows that are read at once: smaller pieces of memory are used again sooner. */
const readRows = 64;

/**
 * The picture as a PNG; one of usual size and not too many colours in 256 of them.
 *
 * @see indexColours
 */
export async function encodePng(pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> {
	const isUsual = pixels.height * pixels.width <= usualPixels;
	const indexed = isUsual ? indexColours(pixels) : undefined;
	const size = Buffer.alloc(8);
	size.writeUInt32BE(pixels.width, 0);
	size.writeUInt32BE(pixels.height, 4);
	const head = (manner: readonly number[]) => toChunk('IHDR', Buffer.from([...size, ...manner]));
	const body = indexed
		? [head(manners.indexed), ...toPaletteChunks(indexed), toChunk('IDAT', packIndexed(indexed))]
		: [head(manners.full), toChunk('IDAT', await packInBands(pixels))];
	return Uint8Array.from(Buffer.concat([signature, ...body, toChunk('IEND', Buffer.alloc(0))]));
}

function toPaletteChunks({ colours, alphas }: IndexedPicture): Buffer[] {
	return [toChunk('PLTE', colours), ...(alphas ? [toChunk('tRNS', alphas)] : [])];
}

function packIndexed({ rows }: IndexedPicture): Buffer {
	return deflateSync(rows, options);
}

/** Bytes of a row: its filter and four for each pixel. */
function rowLength({ width }: Pixels): number {
	return width * 4 + 1;
}

async function packInBands(pixels: Pixels): Promise<Buffer> {
	const { height } = pixels;
	const rows = Math.max(1, Math.floor(bandBytes / rowLength(pixels)));
	const band = Buffer.alloc(rows * rowLength(pixels));
	const deflate = createDeflate(options);
	const packed: Buffer[] = [];
	deflate.on('data', (part: Buffer) => packed.push(part));
	for (let top = 0; top < height; top += rows) {
		const filtered = filterRows(pixels, top, Math.min(rows, height - top), band);
		await new Promise((resolve) => deflate.write(filtered, resolve));
	}
	deflate.end();
	await finished(deflate);
	return Buffer.concat(packed);
}

/** Rows `top` to `top + rows` after their filter, in the memory of `band`. */
function filterRows(pixels: Pixels, top: number, rows: number, band: Buffer): Buffer {
	const length = rowLength(pixels);
	for (let done = 0; done < rows; done += readRows) {
		const part = band.subarray(done * length);
		filterSome(pixels, top + done, Math.min(readRows, rows - done), part);
	}
	return band.subarray(0, rows * length);
}

/** One that repeats the row above differs from it by nothing. */
function filterSome({ width, read }: Pixels, top: number, rows: number, band: Buffer): void {
	const stride = width * 4;
	const above = top === 0 ? 0 : 1;
	const { buffer, byteOffset, byteLength } = read(top - above, rows + above);
	const bytes = Buffer.from(buffer, byteOffset, byteLength);
	for (let row = 0; row < rows; row += 1) {
		const [from, to] = [(row + above) * stride, row * (stride + 1)];
		const end = from + stride;
		const isSame = from > 0 && bytes.compare(bytes, from - stride, from, from, end) === 0;
		band[to] = isSame ? filters.up : filters.none;
		if (isSame) band.fill(0, to + 1, to + 1 + stride);
		else bytes.copy(band, to + 1, from, end);
	}
}

function toChunk(type: string, data: Buffer): Buffer {
	const chunk = Buffer.alloc(data.length + 12);
	chunk.writeUInt32BE(data.length, 0);
	chunk.write(type, 4, 'latin1');
	data.copy(chunk, 8);
	chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), data.length + 8);
	return chunk;
}
