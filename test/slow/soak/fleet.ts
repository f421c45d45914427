// A fleet that reports once a day by the clock of the soak, tries again while nobody takes it, and remembers what it did.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Heartbeat } from '../../../src/lib/schema/heartbeat.ts';
import { heartbeat } from '../../support/heartbeats.ts';
import { dayMs, dayOf, type SoakClock } from './clock.ts';

/** One heartbeat on its way; times are those of the soak. */
export interface Sent {
	readonly instance: number;
	/** Its number, which goes as its active users. */
	readonly number: number;
	readonly from: number;
	readonly to: number;
	readonly acknowledged: boolean;
	/** UTC days on which it may have been received. */
	readonly days: ReadonlySet<string>;
}

const retryMs = 150;
const stepMs = 10;

/** A heartbeat of an instance of the soak; a new version spreads in five weeks. */
export function soakHeartbeat(instance: number, number: number, time: number): Heartbeat {
	const plain = heartbeat(instance, dayOf(time), '00:00:00.000Z', number);
	const isUpdated = Math.floor(time / (7 * dayMs)) % 5 > instance % 5;
	return {
		...plain,
		kodus: {
			...plain.kodus,
			version: isUpdated ? '2.2.0' : '2.1.33',
			deployment: instance % 3 === 0 ? 'k8s' : 'docker'
		}
	};
}

/** Instances that send one heartbeat each day, each at its own moment of it. */
export class Fleet {
	readonly sent: Sent[] = [];
	/** How often each status was answered; 0 for nobody there. */
	readonly statuses = new Map<number, number>();
	readonly #clock: SoakClock;
	readonly #origin: () => string;
	readonly #agent = new Agent({ keepAlive: true, maxSockets: 20 });
	readonly #running: Promise<unknown>;
	#stopped = false;

	constructor(clock: SoakClock, origin: () => string, instances: number) {
		this.#clock = clock;
		this.#origin = origin;
		this.#running = Promise.all(Array.from({ length: instances }, (_, n) => this.#report(n)));
	}

	get acknowledged(): number {
		return this.sent.filter(({ acknowledged }) => acknowledged).length;
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		await this.#running;
		this.#agent.destroy();
	}

	async #report(instance: number): Promise<void> {
		const moment = ((instance * 0.618_034) % 1) * dayMs * 0.95;
		let done = '';
		for (let number = 1; !this.#stopped;) {
			const now = this.#clock.now();
			if (dayOf(now) === done || now % dayMs < moment) {
				await sleep(stepMs + (instance % 7));
				continue;
			}
			if (await this.#send(instance, number)) done = dayOf(now);
			else await sleep(retryMs);
			number += 1;
		}
	}

	async #send(instance: number, number: number): Promise<boolean> {
		const from = this.#clock.now();
		const status = await this.#post(JSON.stringify(soakHeartbeat(instance, number, from)));
		const to = this.#clock.now();
		const acknowledged = status === 204;
		this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
		// A clock that was set back is not followed by a receiver that goes on.
		const days = new Set([from, to, this.#clock.highest()].map(dayOf));
		this.sent.push({ instance, number, from, to, acknowledged, days });
		return acknowledged;
	}

	#post(body: string): Promise<number> {
		return new Promise((resolve) => {
			const headers = {
				'content-type': 'application/json',
				'content-length': Buffer.byteLength(body)
			};
			const options = { method: 'POST', agent: this.#agent, headers, timeout: 10_000 };
			const sending = request(`${this.#origin()}/v1/heartbeat`, options);
			sending.once('response', (response) => {
				response.resume();
				response.once('close', () => {
					resolve(response.statusCode ?? 0);
				});
			});
			sending.once('timeout', () => sending.destroy());
			sending.once('error', () => {
				resolve(0);
			});
			sending.end(body);
		});
	}
}
