// How often somebody may begin or end a sign-in: each asks the provider something. Nothing is stored of who asked.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Pseudonyms } from '../../receiver/source.ts';

/** Requests of one network in a minute; a company behind one address signs in in the same morning. */
const perMinute = 60;

/** Counters per network, under pseudonyms that end with the process. */
export class SignInLimit {
	readonly #pseudonyms = new Pseudonyms();
	readonly #limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });

	/** Counts one request; returns the seconds to wait where it is one too many. */
	async consume(address: string): Promise<number | undefined> {
		try {
			await this.#limiter.consume(this.#pseudonyms.of(address));
			return undefined;
		} catch (refusal) {
			if (!(refusal instanceof RateLimiterRes)) throw refusal;
			return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
		}
	}
}
