// What the builder does in a round. It has the warehouse open only while it works, so that other verbs get their turn.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { datasets } from '../../lib/datasets/registry.ts';
import type { Policy } from '../../lib/schema/policy.ts';
import { AuditLogError } from '../../lib/server/access/audit-log/audit-log.ts';
import { processLog } from '../../lib/server/access/audit-log/process-log.ts';
import { toHappenings } from '../../lib/server/access/audit-log/publications.ts';
import { drainInbox, hasSegments, type DrainResult } from '../../lib/server/builder/drain-inbox.ts';
import { PolicyError, readPolicy } from '../../lib/server/builder/policy-file.ts';
import { publishAll, type PeriodOutcome } from '../../lib/server/builder/publish.ts';
import type { Settings } from '../../lib/server/environment.ts';
import { WarehouseLockedError } from '../../lib/server/warehouse/errors.ts';
import { rewriteWarehouse } from '../../lib/server/warehouse/replace-file.ts';
import { readSetting } from '../../lib/server/warehouse/setting.ts';
import {
	openWarehouse,
	type Warehouse,
	type WarehouseOptions
} from '../../lib/server/warehouse/warehouse.ts';
import { productVersion } from '../product-version.ts';

const drainMemory = '512MB';
const lockWaitMs = 1_000;
const publishEveryMs = 60_000;
/** A period that was refused is refused again until its heartbeats or the policy change. */
const retryRefusedMs = 3_600_000;

/** Drains and publishes; says on standard output what it did and, once, on standard error what keeps it from it. */
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
		const outcomes = await publishAll(warehouse, datasets, {
			dataFolder,
			policy,
			synthetic,
			productVersion: productVersion(),
			now: Date.now()
		});
		await record(outcomes, policy);
		return outcomes;
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
			if (!(error instanceof WarehouseLockedError || error instanceof PolicyError)) throw error;
			if (this.#obstacle !== error.message) process.stderr.write(`builder: ${error.message}\n`);
			this.#obstacle = error.message;
			return undefined;
		}
	}
}

/** What is published stays published, whether it could be recorded or not. */
async function record(outcomes: readonly PeriodOutcome[], policy: Policy): Promise<void> {
	await processLog.record(...toHappenings('builder', outcomes, policy)).catch((error: unknown) => {
		if (!(error instanceof AuditLogError)) throw error;
		process.stderr.write(`builder: ${error.message}\n`);
	});
}

function tellDrained({ heartbeats, quarantined, refused, ...result }: DrainResult): void {
	if (result.sampleRemoved) process.stdout.write('removed the sample data and its releases\n');
	if (heartbeats > 0) {
		const held = quarantined > 0 ? `, ${quarantined} of them into quarantine` : '';
		process.stdout.write(
			`drained ${heartbeats} ${heartbeats === 1 ? 'heartbeat' : 'heartbeats'}${held}\n`
		);
	}
	if (refused > 0) {
		process.stderr.write(
			`builder: ${refused} lines of the inbox are no heartbeats; kept in ${result.refusedFiles.join(', ')}\n`
		);
	}
}

function tellOutcome(outcome: PeriodOutcome): void {
	const { dataset, period } = outcome;
	const name = `${dataset} ${period}`;
	if (outcome.outcome === 'published') {
		process.stdout.write(`published ${name}: ${outcome.cells} cells, ${outcome.hidden} hidden\n`);
	} else if (outcome.outcome === 'withheld') {
		process.stdout.write(`${name}: withheld, too few units in all\n`);
	} else {
		process.stderr.write(
			`builder: ${name} was refused and is not published; murmuration publish --dataset ${dataset} --period ${period} says why\n`
		);
	}
}
