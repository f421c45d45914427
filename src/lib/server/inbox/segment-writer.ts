// Which segments this process has open: one per kind, of the current hour, under a name nobody else uses.
import { randomBytes } from 'node:crypto';
import { createSegmentFile, Segment, type CreateFile } from './segment.ts';
import { hourOf, lastWriteMs, segmentName } from './segment-name.ts';

/** Lines for the two kinds of segments: of sources within their limit of instances, and of sources over it. */
export interface Lines {
	within: string;
	over: string;
}

type Kind = keyof Lines;

/** Writes lines into the segments of the hour. Calls must not overlap. */
export class SegmentWriter {
	readonly #folder: string;
	readonly #now: () => number;
	readonly #createFile: CreateFile;
	readonly #open = new Map<Kind, Segment>();
	#boot = newBoot();
	#hour = '';

	constructor(folder: string, now: () => number, createFile: CreateFile = createSegmentFile) {
		this.#folder = folder;
		this.#now = now;
		this.#createFile = createFile;
	}

	/**
	 * Appends `lines`; returns when both segments have them on disk.
	 *
	 * @returns how long the slower fdatasync took, in milliseconds
	 * @throws the first error of the file system, or a {@link LateWriteError}; then none of the lines counts as stored
	 */
	async write({ within, over }: Lines): Promise<number> {
		await this.#turnHour();
		const results = await Promise.allSettled([
			this.#append('within', within),
			this.#append('over', over)
		]);
		const durations = results.map((result) => {
			if (result.status === 'rejected') throw result.reason;
			return result.value;
		});
		if (this.#now() >= lastWriteMs(this.#hour)) throw new LateWriteError();
		return Math.max(...durations);
	}

	async close(): Promise<void> {
		const segments = [...this.#open.values()];
		this.#open.clear();
		await Promise.all(segments.map((segment) => segment.close()));
	}

	/** The hour never goes back, as a reader may already have taken the segments of an earlier one. */
	async #turnHour(): Promise<void> {
		const hour = hourOf(this.#now());
		if (hour <= this.#hour) return;
		await this.close();
		this.#hour = hour;
	}

	async #append(kind: Kind, lines: string): Promise<number> {
		if (lines === '') return 0;
		const segment = this.#open.get(kind) ?? (await this.#create(kind));
		try {
			return await segment.append(lines);
		} finally {
			if (!segment.usable) await this.#abandon(kind, segment);
		}
	}

	async #create(kind: Kind): Promise<Segment> {
		const name = segmentName({ hour: this.#hour, boot: this.#boot, over: kind === 'over' });
		try {
			const segment = new Segment(await this.#createFile(this.#folder, name));
			this.#open.set(kind, segment);
			return segment;
		} catch (error) {
			this.#boot = newBoot();
			throw error;
		}
	}

	async #abandon(kind: Kind, segment: Segment): Promise<void> {
		this.#open.delete(kind);
		this.#boot = newBoot();
		await segment.close();
	}
}

/** The write took so long that a reader may have taken the segment before it was complete. */
export class LateWriteError extends Error {
	override readonly name = 'LateWriteError';
	readonly code = 'ELATE';
}

function newBoot(): string {
	return randomBytes(4).toString('hex');
}
