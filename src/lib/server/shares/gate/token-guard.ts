// How often one network may come with tokens that open nothing. A wiki behind the same address goes on: a token that opened
// something is looked at without asking who comes with it.
import { LRUCache } from 'lru-cache';
import { NetworkLimit } from '../../access/network-limit.ts';

/** Failures of one network in a minute; a page of a wiki may hold a few links that were cut short. */
const failuresPerMinute = 60;

/** Watches over the tokens of one process. */
export class TokenGuard {
	readonly #limit = new NetworkLimit(failuresPerMinute);
	readonly #good = new LRUCache<string, true>({ max: 5_000 });

	/** The seconds after which `token` of somebody at `address` is looked at; `undefined` for now. */
	async wait(address: string, token: string): Promise<number | undefined> {
		return this.#good.has(token) ? undefined : this.#limit.wait(address);
	}

	/** Takes note of a token that opened something. */
	opened(token: string): void {
		this.#good.set(token, true);
	}

	/** Counts one that opens nothing, unless what is wrong is not the token. */
	async failed(address: string, token: string): Promise<void> {
		if (!this.#good.has(token)) await this.#limit.consume(address);
	}
}
