// The inbox as the receiver sees it: heartbeats go in, and are on disk before anybody is told so.
// While one batch is written and synced the next one gathers (group commit).
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Heartbeat } from '../../schema/heartbeat.ts';
import { Batch, type Fate } from './batch.ts';
import { ReceiptClock } from './receipt-clock.ts';
import type { CreateFile } from './segment.ts';
import { SegmentWriter } from './segment-writer.ts';

/** Whether heartbeats can be stored, and if not, the system's code for the reason, like `ENOSPC`. */
export type InboxHealth =
	{ readonly storable: true } | { readonly storable: false; readonly code: string };

const unreadyMs = 30_000;

export interface InboxOptions {
	/** Called when a batch is on disk, with the time its slower fdatasync took. */
	readonly onBatch?: (heartbeats: number, syncMs: number) => void;
	/** Called when storing begins to fail, or to work again. */
	readonly onHealth?: (health: InboxHealth) => void;
	/** How much may wait for the disk, in bytes; 8 MiB unless told. */
	readonly waitingLimitBytes?: number;
	/** How long after a failure the disk is left alone, in milliseconds; 1 000 unless told. */
	readonly pauseMs?: number;
	/** The system's clock, in milliseconds since 1970. */
	readonly now?: () => number;
	readonly createFile?: CreateFile;
}

/** The writing side of the inbox folder; one per process. */
export class Inbox {
	readonly #options: InboxOptions;
	readonly #clock: ReceiptClock;
	readonly #writer: SegmentWriter;
	#gathering = new Batch();
	#waitingBytes = 0;
	#writing: Promise<void> | undefined;
	#health: InboxHealth = { storable: true };
	#pausedUntil = 0;
	#failedAt = 0;
	#closed = false;

	/** @param folder made at the first heartbeat if it is missing */
	constructor(folder: string, options: InboxOptions = {}) {
		this.#options = options;
		this.#clock = new ReceiptClock(options.now);
		this.#writer = new SegmentWriter(folder, () => this.#clock.latestMs(), options.createFile);
	}

	get health(): InboxHealth {
		return this.#health;
	}

	/**
	 * Whether heartbeats should be sent here. Not for half a minute after a failure; then somebody has to try, as only
	 * a heartbeat shows whether the disk takes one again.
	 */
	get ready(): boolean {
		return this.#health.storable || performance.now() >= this.#failedAt + unreadyMs;
	}

	/** Bytes that are accepted but not on disk yet. */
	get waitingBytes(): number {
		return this.#waitingBytes;
	}

	/** Why a heartbeat would be refused now, so that its body need not be read; `undefined` if it would be taken. */
	refusal(): Exclude<Fate, 'stored'> | undefined {
		if (this.#closed) return 'not_storable';
		if (!this.#health.storable && performance.now() < this.#pausedUntil) return 'not_storable';
		return this.#waitingBytes >= (this.#options.waitingLimitBytes ?? 8 * 2 ** 20)
			? 'busy'
			: undefined;
	}

	/**
	 * Stores one heartbeat under the time of its receipt. `stored` means that the disk has it; after any other answer it
	 * may be there or not, and its sender has to come back.
	 *
	 * @param over its source is over the limit of instances, so it goes to a segment of its own
	 */
	append(heartbeat: Heartbeat, over: boolean): Promise<Fate> {
		const refusal = this.refusal();
		if (refusal) return Promise.resolve(refusal);
		const line = `${JSON.stringify({ ...heartbeat, sent_at: this.#clock.next() })}\n`;
		const bytes = Buffer.byteLength(line);
		const batch = this.#gathering;
		batch.add(over ? 'over' : 'within', line, bytes);
		this.#waitingBytes += bytes;
		this.#writing ??= this.#writeAll();
		return batch.fate;
	}

	/** Takes nothing new, finishes what was accepted, closes the files. */
	async close(): Promise<void> {
		this.#closed = true;
		await this.#writing;
		await this.#writer.close();
	}

	async #writeAll(): Promise<void> {
		await nextTurn();
		while (this.#gathering.heartbeats > 0) {
			const batch = this.#take();
			const fate = await this.#write(batch);
			this.#settle(batch, fate);
			// Those who waited behind a failure would only fail as well.
			if (fate !== 'stored') this.#settle(this.#take(), fate);
		}
		this.#writing = undefined;
	}

	async #write(batch: Batch): Promise<Fate> {
		try {
			const syncMs = await this.#writer.write(batch.lines);
			this.#options.onBatch?.(batch.heartbeats, syncMs);
			this.#turn({ storable: true });
			return 'stored';
		} catch (error) {
			this.#failedAt = performance.now();
			this.#pausedUntil = this.#failedAt + (this.#options.pauseMs ?? 1000);
			this.#turn({ storable: false, code: codeOf(error) });
			return 'not_storable';
		}
	}

	#take(): Batch {
		const batch = this.#gathering;
		this.#gathering = new Batch();
		return batch;
	}

	#settle(batch: Batch, fate: Fate): void {
		this.#waitingBytes -= batch.bytes;
		batch.settle(fate);
	}

	#turn(health: InboxHealth): void {
		const changed = health.storable !== this.#health.storable;
		this.#health = health;
		if (changed) this.#options.onHealth?.(health);
	}
}

function codeOf(error: unknown): string {
	if (error instanceof Error && 'code' in error && typeof error.code === 'string')
		return error.code;
	throw error;
}
