// Sessions that were ended before their time. They are on disk, so that a restart brings none of them back.
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { syncPath, writeWhole } from '../../durable.ts';
import { absent } from '../../published/folder.ts';

/** A line of the file. `until` is when the session would have been over anyway, in milliseconds since 1970. */
const Ended = z.object({ id: z.string(), until: z.int() });

/** Ids of ended sessions, each a line of one file. */
export class EndedSessions {
	readonly #file: string;
	readonly #ids: Set<string>;

	private constructor(file: string, ids: Iterable<string>) {
		this.#file = file;
		this.#ids = new Set(ids);
	}

	/** Reads the file, if there is one, and leaves out what is over at `now` anyway. */
	static async read(file: string, now: number): Promise<EndedSessions> {
		const text = (await readFile(file, 'utf8').catch(absent)) ?? '';
		const lines = text.split('\n').filter((line) => line !== '');
		const live = lines.flatMap(toEnded).filter(({ until }) => until > now);
		if (live.length < lines.length) await writeWhole(file, live.map(toLine).join(''));
		return new EndedSessions(
			file,
			live.map(({ id }) => id)
		);
	}

	has(id: string): boolean {
		return this.#ids.has(id);
	}

	/** From now on the session counts as ended; on disk once this is done. */
	async add(id: string, until: number): Promise<void> {
		this.#ids.add(id);
		await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
		const handle = await open(this.#file, 'a', 0o600);
		try {
			await handle.appendFile(toLine({ id, until }));
			await handle.sync();
		} finally {
			await handle.close();
		}
		await syncPath(dirname(this.#file));
	}
}

/** Nothing for a line that was cut off when the machine stopped. */
function toEnded(line: string): z.infer<typeof Ended>[] {
	try {
		return [Ended.parse(JSON.parse(line))];
	} catch {
		return [];
	}
}

function toLine(ended: z.infer<typeof Ended>): string {
	return `${JSON.stringify(ended)}\n`;
}
