// What the receiver tells about itself: counts by closed reason. No label holds anything of a request.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Inbox } from '../inbox/inbox.ts';
import { outcomes, type Outcome } from './answers.ts';
import type { Limits } from './limits.ts';

/** Counters and gauges in a registry of their own. */
export class ReceiverMetrics {
	readonly registry = new Registry();
	readonly #outcomes = new Map<Outcome, number>(outcomes.map((outcome) => [outcome, 0]));
	readonly #batch = new Histogram({
		name: 'murmuration_inbox_batch_heartbeats',
		help: 'Heartbeats that one sync put on disk.',
		buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000],
		registers: [this.registry]
	});
	readonly #sync = new Histogram({
		name: 'murmuration_inbox_sync_seconds',
		help: 'Time that an fdatasync took.',
		buckets: [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
		registers: [this.registry]
	});

	count(outcome: Outcome): void {
		this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
	}

	countBatch(heartbeats: number, syncMs: number): void {
		this.#batch.observe(heartbeats);
		this.#sync.observe(syncMs / 1000);
	}

	/** Adds what is read from `inbox` and `limits` whenever somebody asks. */
	watch(inbox: Inbox, limits: Limits): void {
		const registers = [this.registry];
		const counts = this.#outcomes;
		new Counter({
			name: 'murmuration_heartbeats_total',
			help: 'Requests to store a heartbeat, by outcome.',
			labelNames: ['outcome'],
			registers,
			collect() {
				this.reset();
				for (const [outcome, count] of counts) this.inc({ outcome }, count);
			}
		});
		new Counter({
			name: 'murmuration_sources_forgotten_total',
			help: 'Sources forgotten within their day because too many were known.',
			registers,
			collect() {
				this.reset();
				this.inc(limits.forgotten);
			}
		});
		const gauges = [
			['murmuration_sources', 'Sources known today.', () => limits.known],
			['murmuration_inbox_waiting_bytes', 'Bytes not on disk yet.', () => inbox.waitingBytes],
			[
				'murmuration_inbox_storable',
				'1 if the last write to the inbox succeeded, else 0.',
				() => Number(inbox.health.storable)
			]
		] as const;
		for (const [name, help, read] of gauges) {
			new Gauge({
				name,
				help,
				registers,
				collect() {
					this.set(read());
				}
			});
		}
	}
}
