// What one source may send in a UTC day. All of it is in memory, under pseudonyms whose salt goes with the day.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Pseudonyms } from './source.ts';

export interface LimitOptions {
	/** Requests of one source in a minute. In a day it may use {@link fullMinutesPerDay} such minutes. */
	readonly requestsPerMinute: number;
	/** Distinct instances of one source in a UTC day that are stored as usual; further ones are over the limit. */
	readonly instancesPerDay: number;
	/** How many sources are remembered, 50 000 unless told; beyond that the oldest is forgotten. */
	readonly sources?: number;
	/** The system's clock, in milliseconds since 1970. */
	readonly now?: () => number;
}

/** A source may be a whole company behind one address, whose instances all report in the same minute of a day. */
export const fullMinutesPerDay = 20;

const dayMs = 86_400_000;

/** A source as it is known today: nothing but the instances it spoke for. */
export interface Source {
	readonly instances: Set<string>;
}

/** Either the source may go on, or it has to wait. */
export type Admission = { readonly source: Source } | { readonly retryAfterSeconds: number };

/** Counters per source, all of which vanish at UTC midnight. */
export class Limits {
	readonly #options: Required<LimitOptions>;
	#day: Day;
	#midnight: NodeJS.Timeout | undefined;
	#forgotten = 0;

	constructor(options: LimitOptions) {
		this.#options = { sources: 50_000, now: Date.now, ...options };
		this.#day = this.#newDay();
	}

	/** How many sources are remembered. */
	get known(): number {
		return this.#day.sources.size;
	}

	/** How many sources were forgotten within their day since the start, for want of room. */
	get forgotten(): number {
		return this.#forgotten;
	}

	/** Counts one request of the client at `address`. */
	async admit(address: string): Promise<Admission> {
		const day = this.#today();
		const key = day.pseudonyms.of(address);
		try {
			await Promise.all([day.perMinute.consume(key), day.perDay.consume(key)]);
		} catch (refusal) {
			if (!(refusal instanceof RateLimiterRes)) throw refusal;
			const untilMidnightMs = dayMs - (this.#options.now() % dayMs);
			const waitMs = refusal.msBeforeNext < 0 ? untilMidnightMs : refusal.msBeforeNext;
			return { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
		}
		return { source: day.sources.get(key) ?? this.#remember(day, key) };
	}

	/** Whether `instanceId` is one too many for `source` today. Instances it spoke for within its limit stay within. */
	isOver(source: Source, instanceId: string): boolean {
		const { instances } = source;
		const id = instanceId.toLowerCase();
		if (instances.has(id)) return false;
		if (instances.size >= this.#options.instancesPerDay) return true;
		instances.add(id);
		return false;
	}

	/** Forgets everything. */
	close(): void {
		clearTimeout(this.#midnight);
		this.#day.pseudonyms.forget();
	}

	#remember(day: Day, key: string): Source {
		const [oldest] = day.sources.keys();
		if (oldest !== undefined && day.sources.size >= this.#options.sources) {
			day.sources.delete(oldest);
			void day.perMinute.delete(oldest);
			void day.perDay.delete(oldest);
			this.#forgotten += 1;
		}
		const source = { instances: new Set<string>() };
		day.sources.set(key, source);
		return source;
	}

	#today(): Day {
		if (Math.floor(this.#options.now() / dayMs) !== this.#day.number) this.#turnDay();
		return this.#day;
	}

	#turnDay(): void {
		this.#day.pseudonyms.forget();
		this.#day = this.#newDay();
	}

	/** The timer ends the day even if nobody sends anything after midnight. */
	#newDay(): Day {
		const nowMs = this.#options.now();
		clearTimeout(this.#midnight);
		this.#midnight = setTimeout(
			() => {
				this.#turnDay();
			},
			dayMs - (nowMs % dayMs)
		).unref();
		const points = this.#options.requestsPerMinute;
		return {
			number: Math.floor(nowMs / dayMs),
			pseudonyms: new Pseudonyms(),
			sources: new Map(),
			perMinute: new RateLimiterMemory({ points, duration: 60 }),
			perDay: new RateLimiterMemory({ points: points * fullMinutesPerDay, duration: 0 })
		};
	}
}

interface Day {
	readonly number: number;
	readonly pseudonyms: Pseudonyms;
	readonly sources: Map<string, Source>;
	readonly perMinute: RateLimiterMemory;
	/** Never expires by itself; it goes with the day. */
	readonly perDay: RateLimiterMemory;
}
