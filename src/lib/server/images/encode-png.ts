// Writes PNG fast. The encoder of the canvas tries five filters on every row, which makes pictures of photographs
// smaller, but not of charts: it takes ten times as long for the same size.
// Source: Portable Network Graphics, third edition (W3C 2025), chapters 5, 9 and 11.
import { finished } from 'node:stream/promises';
import { crc32, createDeflate } from 'node:zlib';

/** A picture that is read some rows at a time, so that it need not be in memory a second and a third time. */
export interface Pixels {
	readonly width: number;
	readonly height: number;
	/** Four bytes for each pixel: red, green, blue and alpha, not multiplied with it. */
	readonly read: (top: number, rows: number) => Uint8Array | Uint8ClampedArray;
}

const signature = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Of a bit depth of 8, colours with alpha, and the only methods there are; not interlaced. */
const manner = [8, 6, 0, 0, 0];

const filters = { none: 0, up: 2 };

/** Higher ones save little where most pixels repeat, and take several times as long. */
const level = 3;

/** Rows that are read at once. */
const bandRows = 128;

/** The picture as a PNG. */
export async function encodePng(pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> {
	const size = Buffer.alloc(8);
	size.writeUInt32BE(pixels.width, 0);
	size.writeUInt32BE(pixels.height, 4);
	return Uint8Array.from(
		Buffer.concat([
			signature,
			toChunk('IHDR', Buffer.from([...size, ...manner])),
			toChunk('IDAT', await pack(pixels)),
			toChunk('IEND', Buffer.alloc(0))
		])
	);
}

async function pack(pixels: Pixels): Promise<Buffer> {
	const deflate = createDeflate({ level, chunkSize: 65_536 });
	const packed: Buffer[] = [];
	deflate.on('data', (part: Buffer) => packed.push(part));
	const band = Buffer.alloc(bandRows * (pixels.width * 4 + 1));
	for (let top = 0; top < pixels.height; top += bandRows) {
		const filtered = filterRows(pixels, top, band);
		await new Promise((resolve) => deflate.write(filtered, resolve));
	}
	deflate.end();
	await finished(deflate);
	return Buffer.concat(packed);
}

/** Some rows after their filter. One that repeats the row above differs from it by nothing. */
function filterRows({ width, height, read }: Pixels, top: number, band: Buffer): Buffer {
	const rows = Math.min(bandRows, height - top);
	const above = top === 0 ? 0 : 1;
	const { buffer, byteOffset, byteLength } = read(top - above, rows + above);
	const bytes = Buffer.from(buffer, byteOffset, byteLength);
	const stride = width * 4;
	for (let row = 0; row < rows; row += 1) {
		const [from, to] = [(row + above) * stride, row * (stride + 1)];
		const end = from + stride;
		const isSame = from > 0 && bytes.compare(bytes, from - stride, from, from, end) === 0;
		band[to] = isSame ? filters.up : filters.none;
		if (isSame) band.fill(0, to + 1, to + 1 + stride);
		else bytes.copy(band, to + 1, from, end);
	}
	return band.subarray(0, rows * (stride + 1));
}

function toChunk(type: string, data: Buffer): Buffer {
	const chunk = Buffer.alloc(data.length + 12);
	chunk.writeUInt32BE(data.length, 0);
	chunk.write(type, 4, 'latin1');
	data.copy(chunk, 8);
	chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), data.length + 8);
	return chunk;
}
