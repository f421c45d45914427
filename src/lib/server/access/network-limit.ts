// How often one network may do something in a minute. Nothing is stored of who it is but a pseudonym in memory, which ends
// with the process.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Pseudonyms } from '../receiver/source.ts';

/** Counters per network. */
export class NetworkLimit {
	readonly #pseudonyms = new Pseudonyms();
	readonly #limiter: RateLimiterMemory;

	constructor(perMinute: number) {
		this.#limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
	}

	/** Counts one of the network of `address`; returns the seconds to wait where it is one too many. */
	async consume(address: string): Promise<number | undefined> {
		try {
			await this.#limiter.consume(this.#pseudonyms.of(address));
			return undefined;
		} catch (refusal) {
			if (!(refusal instanceof RateLimiterRes)) throw refusal;
			return toSeconds(refusal);
		}
	}

	/** The seconds that the network of `address` has to wait; `undefined` where it need not. Counts nothing. */
	async wait(address: string): Promise<number | undefined> {
		const state = await this.#limiter.get(this.#pseudonyms.of(address));
		return state !== null && state.remainingPoints <= 0 ? toSeconds(state) : undefined;
	}
}

function toSeconds({ msBeforeNext }: RateLimiterRes): number {
	return Math.max(1, Math.ceil(msBeforeNext / 1000));
}
