// How entries hang together: each line holds the hash of the line before it and its own, so that no line can be changed,
// removed or moved without another one saying so. Pure.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AuditEntry } from './entry.ts';

/** What the first line of all has before it. */
export const genesis = '0'.repeat(64);

const hashStart = Buffer.from(',"hash":"');
const hashEnd = Buffer.from('"}');
const suffixBytes = hashStart.length + genesis.length + hashEnd.length;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const ChainedEntry = z.strictObject({ ...AuditEntry.shape, previous: Hash, hash: Hash });

/** A line of the log, without its line feed, and what the next one has to hold. */
export interface Line {
	readonly text: string;
	readonly hash: string;
}

/** A line as it was read and found whole. */
export interface ChainedEntry {
	readonly entry: AuditEntry;
	readonly previous: string;
	readonly hash: string;
}

/** Writes an entry as the line after the one of hash `previous`. */
export function toLine(entry: AuditEntry, previous: string): Line {
	const body = JSON.stringify({ ...entry, previous });
	const hash = hashOf(Buffer.from(body));
	return { text: `${body.slice(0, -1)},"hash":"${hash}"}`, hash };
}

/**
 * Reads a line.
 *
 * @param line its bytes, without the line feed
 * @returns `undefined` for one that is not as it was written, be it by a byte
 */
export function readLine(line: Buffer): ChainedEntry | undefined {
	const body = bodyOf(line);
	if (!body) return undefined;
	const parsed = ChainedEntry.safeParse(parseJson(line.toString()));
	if (!parsed.success) return undefined;
	const { previous, hash, ...entry } = parsed.data;
	return hash === hashOf(body) ? { entry, previous, hash } : undefined;
}

/** SHA-256 in hexadecimal. */
export function hashOf(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** The line as it was before its own hash was added. */
function bodyOf(line: Buffer): Buffer | undefined {
	const at = line.length - suffixBytes;
	if (at < 0 || !line.subarray(at, at + hashStart.length).equals(hashStart)) return undefined;
	if (!line.subarray(-hashEnd.length).equals(hashEnd)) return undefined;
	return Buffer.concat([line.subarray(0, at), Buffer.from('}')]);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
