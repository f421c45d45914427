// Appends entries durably, after whatever other processes have appended.
import { mkdir, open, stat, truncate, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { syncPath } from '../../durable.ts';
import { absent } from '../../published/folder.ts';
import { toLine } from './chain.ts';
import { toEntry, type AuditEntry } from './entry.ts';
import { endOf, lastHash, listLogFiles, logFileOf, readEnd } from './log-files.ts';

const dayMs = 86_400_000;

/** What is known of the log's end from the last time, so that it need not be read when nobody else wrote. */
interface Known {
	readonly name: string;
	readonly sizeBytes: number;
	readonly hash: string;
}

/** One process's hand on the log. Its caller sees to it that nobody else appends at the same time. */
export class Appender {
	readonly #folder: string;
	readonly #keepDays: number;
	#known: Known | undefined;

	/** @param keepDays how long after its month a file is kept */
	constructor(folder: string, keepDays: number) {
		this.#folder = folder;
		this.#keepDays = keepDays;
	}

	/** Appends entries, in their order and all of them or none; they are on the disk once it returns. */
	async append(entries: readonly AuditEntry[], now: number): Promise<void> {
		const start = await this.#start(now);
		const old = start.isTurn ? await this.#oldFiles(start.name, now) : [];
		const all = [...start.before, ...old.map(({ entry }) => entry), ...entries];
		let hash = start.hash;
		const lines = all.map((entry) => {
			const line = toLine(entry, hash);
			({ hash } = line);
			return `${line.text}\n`;
		});
		const file = join(this.#folder, start.name);
		this.#known = undefined;
		const sizeBytes = await writeAt(file, start.sizeBytes, lines.join(''));
		if (start.isTurn) await syncPath(this.#folder);
		for (const { name } of old) await unlink(join(this.#folder, name)).catch(absent);
		this.#known = { name: start.name, sizeBytes, hash };
	}

	/** Where to go on, and what to say first; `isTurn` for the first time and with each new file. */
	async #start(now: number) {
		const known = this.#known;
		const current = logFileOf(now);
		const size = known && (await stat(join(this.#folder, known.name)).catch(absent))?.size;
		if (known && known.name >= current && size === known.sizeBytes) {
			return { ...known, before: [], isTurn: false };
		}
		await mkdir(this.#folder, { recursive: true, mode: 0o700 });
		const names = await listLogFiles(this.#folder);
		// After a clock that was ahead, the newest file stays the one to append to.
		const name = [...names, current].sort().at(-1) ?? current;
		const info = await stat(join(this.#folder, name)).catch(absent);
		const end = info && (await readEnd(join(this.#folder, name)));
		const sizeBytes = end?.sizeBytes ?? 0;
		const tornBytes = (info?.size ?? 0) - sizeBytes;
		const repaired = {
			actor: 'log',
			event: 'repaired',
			target: name,
			detail: { tornBytes }
		} as const;
		return {
			name,
			sizeBytes,
			hash: await lastHash(this.#folder, names),
			before: tornBytes > 0 ? [toEntry(repaired, now)] : [],
			isTurn: true
		};
	}

	/** Files that are kept no longer, each with the entry that says so, as the next file refers to its last line. */
	async #oldFiles(newest: string, now: number) {
		const names = await listLogFiles(this.#folder);
		const old = names.filter((name) => name < newest && endOf(name) + this.#keepDays * dayMs < now);
		return Promise.all(
			old.map(async (name, index) => {
				const hash = await lastHash(this.#folder, names.slice(0, index + 1));
				const said = {
					actor: 'log',
					event: 'files-dropped',
					target: name,
					detail: { hash }
				} as const;
				return { name, entry: toEntry(said, now) };
			})
		);
	}
}

/** Writes `text` from `position` on, in the place of what a process did not live to finish; returns the new size. */
async function writeAt(file: string, position: number, text: string): Promise<number> {
	const handle = await open(file, 'a', 0o600);
	try {
		await handle.truncate(position);
		await handle.appendFile(text);
		await handle.datasync();
		return position + Buffer.byteLength(text);
	} catch (error) {
		// Half a batch, on a disk that is full, would be half of the truth.
		await truncate(file, position).catch(() => undefined);
		throw error;
	} finally {
		await handle.close();
	}
}
