// The clock of the soak: runs faster than time and can be set, for web process and builder at the same moment.
import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface Stretch {
	readonly fromReal: number;
	readonly fromSoak: number;
	readonly rate: number;
}

/** Longer than processes take to hear of a stretch that is to come. */
const noticeMs = 400;
const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Milliseconds since 1970, as the processes below see them. */
export class SoakClock {
	/** Where it stands for the processes: `SOAK_CLOCK` names it to them. */
	readonly file: string;
	readonly rate: number;
	readonly #stretches: Stretch[];
	#highest = 0;

	/** @param secondsPerDay how long one of its days takes */
	constructor(file: string, start: number, secondsPerDay: number) {
		this.file = file;
		this.rate = dayMs / (secondsPerDay * 1000);
		this.#stretches = [{ fromReal: Date.now(), fromSoak: start, rate: this.rate }];
		this.#write();
	}

	now(): number {
		const soak = this.#at(Date.now());
		this.#highest = Math.max(this.#highest, soak);
		return soak;
	}

	/** The latest moment it ever showed. */
	highest(): number {
		this.now();
		return this.#highest;
	}

	/** Sets it forward or back; returns once it is. */
	async set(byMs: number): Promise<void> {
		const fromReal = Date.now() + noticeMs;
		this.#highest = Math.max(this.#highest, this.#at(fromReal));
		this.#stretches.push({ fromReal, fromSoak: this.#at(fromReal) + byMs, rate: this.rate });
		this.#write();
		await sleep(noticeMs + 100);
	}

	#at(real: number): number {
		const stretch = this.#stretches.findLast(({ fromReal }) => fromReal <= real);
		if (!stretch) throw new RangeError('the clock has not begun');
		return Math.floor(stretch.fromSoak + (real - stretch.fromReal) * stretch.rate);
	}

	#write(): void {
		writeFileSync(`${this.file}.new`, JSON.stringify(this.#stretches));
		renameSync(`${this.file}.new`, this.file);
	}
}

/** The UTC day of a moment. */
export function dayOf(timeMs: number): string {
	return new Date(timeMs).toISOString().slice(0, 10);
}
