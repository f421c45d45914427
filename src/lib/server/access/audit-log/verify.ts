// Checks the log from its files alone.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { genesis, readLine, type ChainedEntry } from './chain.ts';
import type { AuditEntry } from './entry.ts';
import { listLogFiles } from './log-files.ts';

/** A line, counted from 1, and what it holds; `undefined` when it is not as it was written. */
interface ReadLine {
	readonly file: string;
	readonly line: number;
	readonly chained: ChainedEntry | undefined;
}

/** Where the log is not as it was written; lines count from 1. */
export interface Break {
	readonly file: string;
	readonly line: number;
	readonly reason: string;
}

/** What was checked, up to the first break. `head` is the hash of the last line. */
export interface Verdict {
	readonly entries: number;
	readonly head: string;
	readonly broken?: Break;
}

/**
 * Checks every line of every file in their order.
 *
 * That lines were cut off at the very end can only be told by somebody who kept a hash that was there before.
 *
 * @param kept hash of a line that has to be there
 */
export async function verify(folder: string, kept?: string): Promise<Verdict> {
	const walk = new Walk(kept);
	for await (const line of readLines(folder)) {
		const reason = walk.follow(line);
		if (reason !== undefined) return walk.verdict({ ...placeOf(line), reason });
	}
	return walk.verdict(walk.finish());
}

/** All entries in their order, but those that are not as they were written. */
export async function* readEntries(folder: string): AsyncGenerator<AuditEntry> {
	for await (const { chained } of readLines(folder)) {
		if (chained) yield chained.entry;
	}
}

/** From line to line. */
class Walk {
	readonly #kept: string | undefined;
	/** Hashes of the last lines of files that were dropped when they were old. */
	readonly #dropped = new Set<string>();
	#entries = 0;
	#head = genesis;
	#isKept: boolean;
	#first: ReadLine | undefined;
	#last: ReadLine | undefined;

	constructor(kept: string | undefined) {
		this.#kept = kept;
		this.#isKept = kept === undefined;
	}

	/** Takes the next line; returns what is wrong with it. */
	follow(line: ReadLine): string | undefined {
		const { chained } = line;
		if (!chained) return 'it is not as it was written';
		this.#first ??= line;
		if (line !== this.#first && chained.previous !== this.#head) {
			return 'it does not follow the line before it';
		}
		const { event, detail } = chained.entry;
		if (event === 'files-dropped') this.#dropped.add(String(detail?.['hash']));
		this.#entries += 1;
		this.#head = chained.hash;
		this.#isKept ||= chained.hash === this.#kept;
		this.#last = line;
		return undefined;
	}

	/** What is wrong with the whole, once every line followed. */
	finish(): Break | undefined {
		const before = this.#first?.chained?.previous ?? genesis;
		if (this.#first && before !== genesis && !this.#dropped.has(before)) {
			return { ...placeOf(this.#first), reason: 'the lines before it are gone' };
		}
		if (this.#isKept) return undefined;
		const place = this.#last ? placeOf(this.#last) : { file: '', line: 0 };
		return { ...place, reason: 'the line of the hash that you kept is gone' };
	}

	verdict(broken: Break | undefined): Verdict {
		return { entries: this.#entries, head: this.#head, ...(broken && { broken }) };
	}
}

function placeOf({ file, line }: ReadLine) {
	return { file, line };
}

/** The lines of all files; one without a line feed at its end was cut off. */
async function* readLines(folder: string): AsyncGenerator<ReadLine> {
	for (const file of await listLogFiles(folder)) {
		let rest = Buffer.alloc(0);
		let line = 0;
		for await (const chunk of createReadStream(join(folder, file))) {
			rest = Buffer.concat([rest, chunk as Buffer]);
			let start = 0;
			for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10, start)) {
				line += 1;
				yield { file, line, chained: readLine(rest.subarray(start, end)) };
				start = end + 1;
			}
			rest = rest.subarray(start);
		}
		if (rest.length > 0) yield { file, line: line + 1, chained: undefined };
	}
}
