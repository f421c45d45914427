// The receiver's clock. An instance's own clock may be wrong or lie, so the time of receipt is what counts.

/** Times of receipt, each later than the one before, even when the system's clock is set back. */
export class ReceiptClock {
	readonly #now: () => number;
	#lastMs = 0;
	#micros = 0;
	#prefix = '';

	/** @param now milliseconds since 1970 */
	constructor(now: () => number = Date.now) {
		this.#now = now;
	}

	/** The next moment in UTC with microseconds, like `2026-11-21T10:29:32.123456Z`. */
	next(): string {
		const nowMs = this.#now();
		if (nowMs > this.#lastMs) this.#start(nowMs);
		else if (this.#micros === 999) this.#start(this.#lastMs + 1);
		else this.#micros += 1;
		return `${this.#prefix}${String(this.#micros).padStart(3, '0')}Z`;
	}

	/** The latest moment this clock has seen, in milliseconds since 1970. */
	latestMs(): number {
		return Math.max(this.#now(), this.#lastMs);
	}

	#start(timeMs: number): void {
		this.#lastMs = timeMs;
		this.#micros = 0;
		this.#prefix = new Date(timeMs).toISOString().slice(0, 23);
	}
}
