// What the builder does in a round. It has the warehouse open only while it works, so that other verbs get their turn.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { datasets } from '../../lib/datasets/registry.ts';
import { AuditLogError } from '../../lib/server/access/audit-log/audit-log.ts';
import { processLog } from '../../lib/server/access/audit-log/process-log.ts';
import { drainInbox, hasSegments, type DrainResult } from '../../lib/server/builder/drain-inbox.ts';
import { Journal } from '../../lib/server/builder/journal.ts';
import { PolicyError, readPolicy } from '../../lib/server/builder/policy-file.ts';
import { publishAll, type PeriodOutcome } from '../../lib/server/builder/publish.ts';
import type { Settings } from '../../lib/server/environment.ts';
import { Log } from '../../lib/server/log/log.ts';
import { noteRun } from '../../lib/server/operations/runs.ts';
import {
	WarehouseLockedError,
	WarehouseUnreadableError,
	isDiskFull
} from '../../lib/server/warehouse/errors.ts';
import { rewriteWarehouse } from '../../lib/server/warehouse/replace-file.ts';
import { readSetting } from '../../lib/server/warehouse/setting.ts';
import {
	openWarehouse,
	type Warehouse,
	type WarehouseOptions
} from '../../lib/server/warehouse/warehouse.ts';
import { productVersion } from '../product-version.ts';

const log = new Log('builder');

const drainMemory = '512MB';
const lockWaitMs = 1_000;
const publishEveryMs = 60_000;
/** A period that was refused is refused again until its heartbeats or the policy change. */
const retryRefusedMs = 3_600_000;

/** Drains and publishes; logs what it did and, once, what keeps it from it. */
export class Builder {
	readonly #settings: Settings;
	#obstacle: string | undefined;
	#nextPublishMs = 0;

	constructor(settings: Settings) {
		this.#settings = settings;
	}

	/** Loads what the inbox holds, unless another verb keeps the warehouse for longer than `patienceMs`. */
	async drain(patienceMs = lockWaitMs): Promise<void> {
		const { dataFolder } = this.#settings;
		if (!(await hasSegments(dataFolder))) return;
		const options = { memoryLimit: drainMemory, lockWaitMs: patienceMs };
		const result = await this.#work(options, (warehouse) =>
			drainInbox(warehouse, { dataFolder, now: Date.now() })
		);
		if (result) tellDrained(result);
	}

	/** Publishes what is due, when it is time to look. */
	async publish(): Promise<void> {
		const file = join(this.#settings.dataFolder, 'warehouse', 'warehouse.duckdb');
		if (performance.now() < this.#nextPublishMs || !existsSync(file)) return;
		const outcomes = await this.#work({ lockWaitMs }, (warehouse) => this.#publishDue(warehouse));
		if (!outcomes) return;
		await this.#waiting(() => rewriteWarehouse(this.#settings.dataFolder, lockWaitMs));
		for (const outcome of outcomes) tellOutcome(outcome);
		const isRefused = outcomes.some(({ outcome }) => outcome === 'refused');
		this.#nextPublishMs = performance.now() + (isRefused ? retryRefusedMs : publishEveryMs);
	}

	async #publishDue(warehouse: Warehouse): Promise<PeriodOutcome[]> {
		const { dataFolder, policyFile } = this.#settings;
		const synthetic = (await readSetting(warehouse, 'origin')) === 'sample';
		const policy = await readPolicy(policyFile, synthetic);
		return publishAll(warehouse, datasets, {
			dataFolder,
			policy,
			synthetic,
			productVersion: productVersion(),
			now: Date.now(),
			journal: new Journal({
				actor: 'builder',
				policy,
				dataFolder,
				log: processLog,
				onUnrecorded: tellUnrecorded
			})
		});
	}

	/** Does `work` with the open warehouse; `undefined` when it has to wait for the next round. */
	async #work<Result>(
		options: WarehouseOptions,
		work: (warehouse: Warehouse) => Promise<Result>
	): Promise<Result | undefined> {
		return this.#waiting(async () => {
			const warehouse = await openWarehouse(this.#settings.dataFolder, options);
			return work(warehouse).finally(() => {
				warehouse.close();
			});
		});
	}

	/** The result of `work`; `undefined` when something stands in its way that may pass, which is told once. */
	async #waiting<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
		try {
			const result = await work();
			this.#obstacle = undefined;
			return result;
		} catch (error) {
			if (!isObstacle(error)) throw error;
			if (this.#obstacle !== error.message) log.warn(error.message);
			await noteRun(this.#settings.dataFolder, 'obstacle', Date.now(), false);
			this.#obstacle = error.message;
			return undefined;
		}
	}
}

/** What may pass without a restart: another verb ends, or the steward puts something right or makes room. */
function isObstacle(error: unknown): error is Error {
	const kinds = [WarehouseLockedError, WarehouseUnreadableError, PolicyError];
	return kinds.some((kind) => error instanceof kind) || isDiskFull(error);
}

/** What is published stays published, whether it could be recorded or not. */
function tellUnrecorded(error: unknown): void {
	if (!(error instanceof AuditLogError)) throw error;
	log.error(error.message);
}

function tellDrained({ heartbeats, quarantined, refused, ...result }: DrainResult): void {
	if (result.sampleRemoved) log.info('removed the sample data and its releases');
	if (heartbeats > 0) {
		const held = quarantined > 0 ? `, ${quarantined} of them into quarantine` : '';
		const noun = heartbeats === 1 ? 'heartbeat' : 'heartbeats';
		log.info(`drained ${heartbeats} ${noun}${held}`, { count: heartbeats });
	}
	if (refused > 0) {
		const files = result.refusedFiles.join(', ');
		log.warn(`${refused} lines of the inbox are no heartbeats; kept in ${files}`, {
			count: refused
		});
	}
}

function tellOutcome(outcome: PeriodOutcome): void {
	const { dataset, period } = outcome;
	const name = `${dataset} ${period}`;
	const facts = { dataset, period };
	if (outcome.outcome === 'published') {
		const { cells, hidden } = outcome;
		log.info(`published ${name}: ${cells} cells, ${hidden} hidden`, { ...facts, cells, hidden });
	} else if (outcome.outcome === 'withheld') {
		log.info(`${name}: withheld, too few units in all`, facts);
	} else {
		log.error(
			`${name} was refused and is not published; murmuration publish --dataset ${dataset} --period ${period} says why`,
			facts
		);
	}
}
