// Damaged lines, as a power cut may leave them: nobody was told that they are stored, and they may not hold up the rest.
import { isUtf8 } from 'node:buffer';
import { appendFile, readFile, writeFile } from 'node:fs/promises';

const newline = 0x0a;
/** What the receiver accepts at most. */
const lineLimitBytes = 5 * 1024;

/**
 * Moves the lines of `path` that no heartbeat can be (not UTF-8, holding NUL, too long) to the end of `refusedPath`.
 *
 * @returns how many lines stay in `path`, and how many were moved
 */
export async function sieveLines(
	path: string,
	refusedPath: string
): Promise<{ kept: number; refused: number }> {
	const lines = splitLines(await readFile(path));
	const [kept, refused] = [lines.filter(isReadable), lines.filter((line) => !isReadable(line))];
	await appendFile(refusedPath, Buffer.concat(refused), { mode: 0o600 });
	await writeFile(path, Buffer.concat(kept));
	return { kept: kept.length, refused: refused.length };
}

/** Every line with its newline. */
export function splitLines(bytes: Buffer): Buffer[] {
	const lines: Buffer[] = [];
	for (let start = 0; start < bytes.length;) {
		const end = bytes.indexOf(newline, start) + 1 || bytes.length;
		lines.push(bytes.subarray(start, end));
		start = end;
	}
	return lines;
}

/** Whether a line may be one of a heartbeat at all. */
export function isReadable(line: Buffer): boolean {
	return line.length <= lineLimitBytes && isUtf8(line) && !line.includes(0);
}
