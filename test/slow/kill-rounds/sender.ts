// A fleet that reports without pause and remembers what it was told.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { heartbeat } from '../../support/heartbeats.ts';

const lanes = 12;
const instancesPerLane = 40;
const retryMs = 20;
const patienceMs = 60_000;

/** What one instance did: the numbers of its last heartbeat sent and of its last one acknowledged. */
export interface History {
	sent: number;
	acknowledged: number;
}

/** Instances that send numbered heartbeats, each one after the other. */
export class Sender {
	/** By instance number. */
	readonly histories = new Map<number, History>();
	#acknowledged = 0;
	#running: Promise<unknown> | undefined;
	#stopped = false;

	/** How many heartbeats were answered with 204. */
	get acknowledged(): number {
		return this.#acknowledged;
	}

	start(origin: string): void {
		this.#stopped = false;
		this.#running = Promise.all(
			Array.from({ length: lanes }, (_, lane) => this.#run(origin, lane))
		);
	}

	/** Waits up to a minute for `count` more acknowledgements. */
	async isAcknowledged(count: number): Promise<void> {
		const goal = this.#acknowledged + count;
		const deadlineMs = performance.now() + patienceMs;
		while (this.#acknowledged < goal) {
			if (performance.now() > deadlineMs) throw new Error('heartbeats are not taken any more');
			await sleep(5);
		}
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		await this.#running;
	}

	async #run(origin: string, lane: number): Promise<void> {
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		for (let turn = 0; !this.#stopped; turn += 1) {
			const instance = lane + lanes * (turn % instancesPerLane);
			const history = this.histories.get(instance) ?? { sent: 0, acknowledged: 0 };
			this.histories.set(instance, history);
			history.sent += 1;
			const status = await post(origin, agent, instance, history.sent);
			if (status === 204) {
				history.acknowledged = history.sent;
				this.#acknowledged += 1;
			} else {
				await sleep(retryMs);
			}
		}
		agent.destroy();
	}
}

/** The number of the heartbeat goes as its active users. Returns the status, `undefined` when nobody answered. */
function post(
	origin: string,
	agent: Agent,
	instance: number,
	number: number
): Promise<number | undefined> {
	return new Promise((resolve) => {
		const body = JSON.stringify(heartbeat(instance, '2026-11-09', '03:17:00.000Z', number));
		const headers = {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body)
		};
		const sent = request(`${origin}/v1/heartbeat`, { method: 'POST', agent, headers });
		sent.once('response', (response) => {
			response.resume();
			response.once('close', () => {
				resolve(response.statusCode);
			});
		});
		sent.once('error', () => {
			resolve(undefined);
		});
		sent.end(body);
	});
}
