// PostgreSQL's binary COPY format: texts come as they are, so nobody escapes them on one side and undoes it on the other.
// Source: https://www.postgresql.org/docs/current/sql-copy.html, Binary Format.

/** Signature, flags and the length of an extension that is always empty. */
const headerBytes = 11 + 4 + 4;
/** The number of columns (-1 behind the last row), and the length of the first one (-1: NULL). */
const columnsBytes = 2;
const rowHeadBytes = columnsBytes + 4;
const blockBytes = 2 ** 20;
const newline = 0x0a;
const nullText = Buffer.from('null');

/**
 * Turns a binary COPY of one column of text into lines, in blocks of about a mebibyte.
 *
 * @param chunks the bytes of the COPY, cut anywhere; no text holds a newline
 * @returns each text with a newline behind it, `null` for NULL
 */
export async function* toLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let block = Buffer.allocUnsafe(blockBytes);
	let filled = 0;
	let skipped = 0;
	let head: Buffer = Buffer.alloc(0);
	let missing = 0;
	for await (const chunk of chunks) {
		// A row whose head came with an earlier chunk makes a few bytes more than this one has.
		const mostBytes = chunk.length + rowHeadBytes;
		if (filled + mostBytes > block.length) {
			yield block.subarray(0, filled);
			block = Buffer.allocUnsafe(Math.max(blockBytes, mostBytes));
			filled = 0;
		}
		let at = Math.min(headerBytes - skipped, chunk.length);
		skipped += at;
		while (at < chunk.length) {
			if (missing > 0) {
				const end = Math.min(at + missing, chunk.length);
				filled += chunk.copy(block, filled, at, end);
				missing -= end - at;
				at = end;
			} else {
				const need = rowHeadBytes - head.length;
				const part = chunk.subarray(at, at + need);
				head = head.length === 0 ? part : Buffer.concat([head, part]);
				at += part.length;
				if (head.length < rowHeadBytes) continue;
				const length = head.readInt32BE(columnsBytes);
				head = head.subarray(rowHeadBytes);
				if (length === -1) filled += nullText.copy(block, filled);
				missing = Math.max(0, length);
			}
			if (missing === 0) block[filled++] = newline;
		}
	}
	yield block.subarray(0, filled);
}
