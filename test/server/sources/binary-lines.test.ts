import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toLines } from '../../../src/lib/server/sources/postgres/binary-lines.ts';

/** A binary COPY of one column, as PostgreSQL sends it. */
function toCopy(texts: readonly (string | null)[]): Buffer {
	const rows = texts.map((text) => {
		const bytes = Buffer.from(text ?? '');
		const head = Buffer.alloc(6);
		head.writeInt16BE(1, 0);
		head.writeInt32BE(text === null ? -1 : bytes.length, 2);
		return Buffer.concat([head, bytes]);
	});
	const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
	return Buffer.concat([signature, Buffer.alloc(8), ...rows, Buffer.from([0xff, 0xff])]);
}

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
	const chunks: Buffer[] = [];
	let at = 0;
	for (const size of sizes) {
		chunks.push(bytes.subarray(at, at + size));
		at += size;
	}
	return [...chunks, bytes.subarray(at)];
}

async function read(chunks: readonly Buffer[]): Promise<string> {
	const blocks: Buffer[] = [];
	for await (const block of toLines(fromArray(chunks))) blocks.push(Buffer.from(block));
	return Buffer.concat(blocks).toString();
}

async function* fromArray(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
	yield* chunks;
	await Promise.resolve();
}

test('every text is one line wherever the bytes are cut', async () => {
	const texts = fc.array(fc.option(fc.string({ unit: 'grapheme', maxLength: 30 })));
	const sizes = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 });
	await fc.assert(
		fc.asyncProperty(texts, sizes, async (given, cuts) => {
			const lines = given.map((text) => text?.replaceAll('\n', '') ?? null);
			const expected = lines.map((line) => `${line ?? 'null'}\n`).join('');
			expect(await read(cut(toCopy(lines), cuts))).toBe(expected);
		})
	);
});

test('more than a block comes out whole', async () => {
	const lines = Array.from({ length: 5000 }, (_, row) => `${row} ${'x'.repeat(row % 900)}`);
	const bytes = toCopy(lines);
	const cuts = Array.from({ length: bytes.length / 4093 }, () => 4093);
	expect(await read(cut(bytes, cuts))).toBe(lines.map((line) => `${line}\n`).join(''));
});
