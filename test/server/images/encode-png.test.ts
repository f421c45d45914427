import { loadImage, createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32, inflateSync } from 'node:zlib';
import { encodePng, type Pixels } from '../../../src/lib/server/images/encode-png.ts';

interface Picture {
	readonly width: number;
	readonly height: number;
	readonly data: Uint8Array;
}

function readable({ width, height, data }: Picture): Pixels {
	const read = (top: number, rows: number) => data.slice(top * width * 4, (top + rows) * width * 4);
	return { width, height, read };
}

/** Pictures of few colours, so that rows repeat. */
const pictures: fc.Arbitrary<Picture> = fc
	.tuple(
		fc.integer({ min: 1, max: 9 }),
		fc.array(fc.nat(2), { minLength: 1, maxLength: 140 }),
		fc.infiniteStream(fc.nat(255))
	)
	.map(([width, kinds, bytes]) => {
		const rows = [0, 1, 2].map(() =>
			Array.from({ length: width * 4 }, () => bytes.next().value as number)
		);
		return {
			width,
			height: kinds.length,
			data: Uint8Array.from(kinds.flatMap((kind) => rows[kind] ?? []))
		};
	});

test('a reader gets back the very pixels, and every chunk has its checksum', async () => {
	await fc.assert(
		fc.asyncProperty(pictures, async (picture) => {
			const chunks = chunksOf(Buffer.from(await encodePng(readable(picture))));
			expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
			const [head, packed] = chunks.map(({ data }) => data);
			expect([head?.readUInt32BE(0), head?.readUInt32BE(4)]).toEqual([
				picture.width,
				picture.height
			]);
			const pixels = unfilter(inflateSync(packed ?? ''), picture.width * 4);
			expect(pixels).toEqual(Buffer.from(picture.data));
		})
	);
});

test('a picture that is packed in several bands is read back as well', async () => {
	const [width, height] = [2048, 1700];
	const kinds = [3, 5, 250].map((byte) => Buffer.alloc(width * 4, byte));
	const data = Buffer.concat(
		Array.from({ length: height }, (_, row) => kinds[Math.floor(row / 7) % 3] ?? Buffer.alloc(0))
	);
	const png = Buffer.from(await encodePng(readable({ width, height, data })));
	const [, packed] = chunksOf(png).map((chunk) => chunk.data);
	expect(unfilter(inflateSync(packed ?? ''), width * 4).equals(data)).toBe(true);
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
