// The marks that keep a digest from being sent twice, one file for each period. A mark is on the disk before anything is
// sent, so that whoever comes after a crash knows that it may have arrived.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { syncPath } from '../durable.ts';
import { absent } from '../published/folder.ts';
import type { Digest } from './write-digest.ts';

/** `sending`: somebody sends it now, or died over it. `unknown`: it was sent, and no answer came. */
export const MarkState = z.enum(['sending', 'sent', 'unknown']);
export type MarkState = z.infer<typeof MarkState>;

const folderOf = (dataFolder: string) => join(dataFolder, 'digest');

/** The mark of one period. */
export class Mark {
	readonly #folder: string;
	readonly #file: string;

	constructor(dataFolder: string, { dataset, period }: Pick<Digest, 'dataset' | 'period'>) {
		this.#folder = folderOf(dataFolder);
		this.#file = join(this.#folder, `${dataset}-${period}`);
	}

	/** What is known of it; `undefined` when nothing was ever sent. A mark that can't be read counts as `unknown`. */
	async read(): Promise<MarkState | undefined> {
		const text = await readFile(this.#file, 'utf8').catch(absent);
		if (text === undefined) return undefined;
		return MarkState.safeParse(text.trim()).data ?? 'unknown';
	}

	/** Sets it to `sending`, durably; false when it is set already, by whomever. */
	async claim(): Promise<boolean> {
		await mkdir(this.#folder, { recursive: true });
		try {
			await this.#write(this.#file, 'sending');
		} catch (error) {
			if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
			throw error;
		}
		await syncPath(this.#folder);
		return true;
	}

	/** Says how sending ended. */
	async settle(state: Exclude<MarkState, 'sending'>): Promise<void> {
		const temporary = `${this.#file}.${randomBytes(6).toString('hex')}`;
		await this.#write(temporary, state);
		await rename(temporary, this.#file);
		await syncPath(this.#folder);
	}

	/** Takes it away, as nothing arrived for certain. */
	async release(): Promise<void> {
		await rm(this.#file);
		await syncPath(this.#folder);
	}

	async #write(file: string, state: MarkState): Promise<void> {
		const handle = await open(file, 'wx');
		try {
			await handle.writeFile(`${state}\n`);
			await handle.sync();
		} finally {
			await handle.close();
		}
	}
}
