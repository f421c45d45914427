// The turn of whoever publishes. The engine has no lock, and a row that is inserted only if there is none is not to be had
// either, so machines say that they want the turn and then look who else does: of two that want it at the same time each
// sees the other, and neither takes it. The clock is that of the server, and rows are on the first shard alone.
//
// What that can't do: a machine that slept longer than a claim holds may wake up and go on. It asks once more before each
// release; what is left is the moment between that question and the release. So configure one publisher; where several
// share one folder, a release that is there already is never written again.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { StoreError } from '../store-error.ts';
import type { Cluster } from './cluster/cluster.ts';

/** How long a claim holds that is not said again; half of it where the holder itself wants to be certain. */
const holdSeconds = 300;
const repeatMs = 60_000;

const HolderRow = z.tuple([z.string(), z.coerce.boolean(), z.coerce.number()]);

/** A claim to the turn. */
export class Turn {
	readonly #cluster: Cluster;
	readonly #name: string;
	readonly #holder = randomUUID();
	readonly #over = new AbortController();

	/** @param name of the store, for messages */
	constructor(cluster: Cluster, name: string) {
		this.#cluster = cluster;
		this.#name = name;
	}

	/** Whether the turn is had now; it is kept until `end`. */
	async take(): Promise<boolean> {
		await this.#say(false);
		const holders = await this.#holders();
		if (holders.some(({ holder }) => holder !== this.#holder)) {
			await this.#say(true);
			return false;
		}
		void this.#repeat();
		return true;
	}

	/** @throws {StoreError} when the claim may have run out */
	async confirm(): Promise<void> {
		const own = (await this.#holders()).find(({ holder }) => holder === this.#holder);
		if (own && own.age < holdSeconds / 2) return;
		throw new StoreError(
			`${this.#name}: this machine was away too long to be certain that no other one publishes; the next round goes on`
		);
	}

	async end(): Promise<void> {
		this.#over.abort();
		await this.#say(true);
	}

	/** The first time that the server can't be reached is the last: what is claimed then runs out. */
	async #repeat(): Promise<void> {
		const { signal } = this.#over;
		try {
			while (!signal.aborted) {
				await wait(repeatMs, undefined, { signal, ref: false });
				await this.confirm();
				await this.#say(false);
			}
		} catch {
			// Whoever publishes asks for itself before it goes on.
		}
	}

	async #say(ended: boolean): Promise<void> {
		await this.#cluster.entry.insert('turn', ['holder', 'ended'], [[this.#holder, ended]]);
	}

	/** Those whose claims hold, with the seconds since they said so. */
	async #holders(): Promise<{ holder: string; age: number }[]> {
		const rows = await this.#cluster.entry.rows(
			HolderRow,
			`SELECT toString(holder), max((said_at, ended)).2, dateDiff('second', max(said_at), now64(3))
			FROM turn GROUP BY holder HAVING dateDiff('second', max(said_at), now64(3)) < ${holdSeconds}`
		);
		return rows
			.filter(([, ended]) => !ended)
			.map(([holder, , age]) => ({ holder, age: Math.max(0, age) }));
	}
}
