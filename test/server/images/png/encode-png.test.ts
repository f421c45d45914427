import { loadImage, createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32, inflateSync } from 'node:zlib';
import { encodePng, type Pixels } from '../../../../src/lib/server/images/png/encode-png.ts';

interface Picture {
	readonly width: number;
	readonly height: number;
	readonly data: Uint8Array;
}

function readable({ width, height, data }: Picture): Pixels {
	const read = (top: number, rows: number) => data.slice(top * width * 4, (top + rows) * width * 4);
	return { width, height, read };
}

/** Pictures of few colours, so that rows repeat, whole ones and their left or right halves. */
const pictures: fc.Arbitrary<Picture> = fc
	.tuple(
		fc.integer({ min: 1, max: 20 }),
		fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 140 }),
		fc.infiniteStream(fc.nat(255))
	)
	.map(([width, kinds, bytes]) => {
		const rows = [0, 1, 2].map(() =>
			Array.from({ length: width * 4 }, () => bytes.next().value as number)
		);
		const middle = 4 * Math.ceil(width / 2);
		const joined = kinds.flatMap(([left, right]) => [
			...(rows[left]?.slice(0, middle) ?? []),
			...(rows[right]?.slice(middle) ?? [])
		]);
		return { width, height: kinds.length, data: Uint8Array.from(joined) };
	});

test('a reader gets back the very pixels of few colours, and every chunk has its checksum', async () => {
	await fc.assert(
		fc.asyncProperty(pictures, async (picture) => {
			const png = Buffer.from(await encodePng(readable(picture)));
			const types = chunksOf(png).map(({ type }) => type);
			expect(types.filter((type) => type !== 'tRNS')).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
			expect(decode(png)).toEqual({ ...picture, data: Buffer.from(picture.data) });
		})
	);
});

test('the colours that cover most are kept to the bit, and other shades are near', async () => {
	const [width, height] = [64, 60];
	const flat = [0x1a4d80ff, 0xfdfdfdff, 0x123456ff];
	const data = Buffer.alloc(width * height * 4);
	for (let row = 0; row < height; row += 1) {
		for (let x = 0; x < width; x += 1) {
			const shade = ((row % 20) * 16 + x) & 255;
			const edge = ((shade << 24) | (shade << 16) | ((255 - shade) << 8) | 0xff) >>> 0;
			data.writeUInt32BE(x < 16 ? edge : (flat[x % 3] ?? 0), (row * width + x) * 4);
		}
	}
	// More colours than a byte can tell apart: 256 shades along the edge beside the flat ones.
	const png = Buffer.from(await encodePng(readable({ width, height, data })));
	expect(chunksOf(png)[1]?.data.length).toBe(256 * 3);
	const read = decode(png).data;
	for (let at = 0; at < data.length; at += 4) {
		const isFlat = (at / 4) % width >= 16;
		const apart = [0, 1, 2, 3].map((one) =>
			Math.abs((read[at + one] ?? 0) - (data[at + one] ?? 0))
		);
		expect(Math.max(...apart)).toBeLessThanOrEqual(isFlat ? 0 : 4);
	}
});

test('noise keeps every pixel', async () => {
	const [width, height] = [80, 80];
	const colours = fc.sample(fc.integer({ min: 0, max: 0xffffffff }), {
		seed: 1,
		numRuns: width * height
	});
	const data = Buffer.alloc(width * height * 4);
	colours.forEach((colour, index) => data.writeUInt32BE(colour, index * 4));
	const png = Buffer.from(await encodePng(readable({ width, height, data })));
	expect(chunksOf(png).map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
	expect(decode(png).data.equals(data)).toBe(true);
});

test('a picture that is packed in several bands is read back as well', async () => {
	const [width, height] = [2048, 1700];
	const kinds = [3, 5, 250].map((byte) => Buffer.alloc(width * 4, byte));
	const data = Buffer.concat(
		Array.from({ length: height }, (_, row) => kinds[Math.floor(row / 7) % 3] ?? Buffer.alloc(0))
	);
	const png = Buffer.from(await encodePng(readable({ width, height, data })));
	expect(chunksOf(png).map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
	expect(decode(png).data.equals(data)).toBe(true);
});

test('other programs read it', async () => {
	const data = Uint8Array.from([255, 0, 0, 255, 0, 128, 0, 255, 255, 0, 0, 255, 0, 128, 0, 255]);
	const image = await loadImage(
		Buffer.from(await encodePng(readable({ width: 2, height: 2, data })))
	);
	const context = createCanvas(2, 2).getContext('2d');
	context.drawImage(image, 0, 0);
	expect([...context.getImageData(0, 0, 2, 2).data]).toEqual([...data]);
});

function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
	const chunks = [];
	for (let at = 8; at < png.length;) {
		const length = png.readUInt32BE(at);
		const named = png.subarray(at + 4, at + 8 + length);
		expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(named));
		chunks.push({ type: named.toString('latin1', 0, 4), data: named.subarray(4) });
		at += length + 12;
	}
	return chunks;
}

/** Size and pixels of a picture, by the standard's own rules for the two kinds that are written. */
function decode(png: Buffer): Picture & { data: Buffer } {
	const chunks = new Map(chunksOf(png).map(({ type, data }) => [type, data]));
	const head = chunks.get('IHDR') ?? Buffer.alloc(13);
	const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
	const [colours, alphas] = [chunks.get('PLTE'), chunks.get('tRNS')];
	expect([...head.subarray(8)]).toEqual([8, colours ? 3 : 6, 0, 0, 0]);
	const rows = inflateSync(chunks.get('IDAT') ?? '');
	const data = unfilter(rows, colours ? width : width * 4);
	if (!colours) return { width, height, data };
	const full = Buffer.alloc(width * height * 4);
	data.forEach((entry, index) => {
		colours.copy(full, index * 4, entry * 3, entry * 3 + 3);
		full[index * 4 + 3] = alphas?.[entry] ?? 255;
	});
	return { width, height, data: full };
}

/** The inverse of the filters "none" and "up". */
function unfilter(rows: Buffer, stride: number): Buffer {
	const pixels = Buffer.alloc((rows.length / (stride + 1)) * stride);
	for (let at = 0; at < pixels.length; at += 1) {
		const row = Math.floor(at / stride);
		const above = rows[row * (stride + 1)] === 2 ? (pixels[at - stride] ?? 0) : 0;
		pixels[at] = (rows[at + row + 1] ?? 0) + above;
	}
	return pixels;
}
