// What the builder does in a round. It has the warehouse open only while it works, so that other verbs get their turn.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { datasets } from '../../lib/datasets/registry.ts';
import { processLog } from '../../lib/server/access/audit-log/process-log.ts';
import { drainInbox, hasSegments } from '../../lib/server/builder/drain-inbox.ts';
import { Journal } from '../../lib/server/builder/journal.ts';
import { readPolicy } from '../../lib/server/builder/policy-file.ts';
import { drainRound } from '../../lib/server/builder/store/drain-round.ts';
import {
	publishRound,
	whyNotPublished,
	type StoreRound
} from '../../lib/server/builder/store/publish-round.ts';
import {
	countingMemory,
	publishAll,
	type PeriodOutcome
} from '../../lib/server/builder/publish.ts';
import type { Settings } from '../../lib/server/environment.ts';
import { removeStoreState } from '../../lib/server/inbox/store-state.ts';
import { Log } from '../../lib/server/log/log.ts';
import type { SharedReleases } from '../../lib/server/published/shared/shared-releases.ts';
import type { StoreAddress } from '../../lib/server/store/store-address.ts';
import { rewriteWarehouse } from '../../lib/server/warehouse/replace-file.ts';
import { readSetting } from '../../lib/server/warehouse/setting.ts';
import {
	openWarehouse,
	type Warehouse,
	type WarehouseOptions
} from '../../lib/server/warehouse/warehouse.ts';
import { productVersion } from '../product-version.ts';
import { Obstacle } from './obstacle.ts';
import { tellDrained, tellOutcome, tellUnrecorded } from './tell-round.ts';

const log = new Log('builder');

const drainMemory = '512MB';
const lockWaitMs = 1_000;
const publishEveryMs = 60_000;
/** A period that was refused is refused again until its heartbeats or the policy change. */
const retryRefusedMs = 3_600_000;

/** Drains and publishes; logs what it did and, once, what keeps it from it. */
export class Builder {
	readonly #settings: Settings;
	readonly #database: StoreAddress | undefined;
	readonly #shared: SharedReleases | undefined;
	readonly #told = new Set<string>();
	readonly #obstacle: Obstacle;
	/** Of the shared storage. */
	readonly #away: Obstacle;
	#nextPublishMs = 0;

	/**
	 * @param others what this machine has in common with others: the database behind several receivers, and storage by
	 *   which releases are shared
	 */
	constructor(
		settings: Settings,
		{
			database,
			shared
		}: { database?: StoreAddress | undefined; shared?: SharedReleases | undefined } = {}
	) {
		this.#settings = settings;
		this.#database = database;
		this.#shared = shared;
		this.#obstacle = new Obstacle(settings.dataFolder);
		this.#away = new Obstacle(settings.dataFolder, '; nothing is published meanwhile');
	}

	/** Stores what the inbox holds, unless another verb keeps the warehouse for longer than `patienceMs`. */
	async drain(patienceMs = lockWaitMs): Promise<void> {
		const { dataFolder } = this.#settings;
		const database = this.#database;
		if (!database) await removeStoreState(dataFolder);
		if (!database && !(await hasSegments(dataFolder))) return;
		const options = { memoryLimit: drainMemory, lockWaitMs: patienceMs };
		const now = Date.now();
		if (database) {
			const round = await this.#work(options, (warehouse) =>
				drainRound(warehouse, database, { dataFolder, now })
			);
			if (round && round.moved > 0) {
				log.info(`moved ${round.moved} heartbeats of the warehouse to ${database.name}`);
			}
			if (round) tellDrained(round);
			return;
		}
		const result = await this.#work(options, (warehouse) =>
			drainInbox(warehouse, { dataFolder, now })
		);
		if (result?.sampleRemoved) log.info('removed the sample data and its releases');
		if (result) tellDrained(result);
	}

	/** Publishes what is due, when it is time to look. */
	async publish(): Promise<void> {
		const file = join(this.#settings.dataFolder, 'warehouse', 'warehouse.duckdb');
		if (performance.now() < this.#nextPublishMs || !existsSync(file)) return;
		if (!(await this.#away.past(() => this.#synchronise()))) return;
		const options = { memoryLimit: countingMemory, lockWaitMs };
		const outcomes = await this.#work(options, (warehouse) =>
			this.#database ? this.#publishInTurn(warehouse, this.#database) : this.#publishDue(warehouse)
		);
		if (!outcomes) return;
		await this.#obstacle.past(() => rewriteWarehouse(this.#settings.dataFolder, lockWaitMs));
		for (const outcome of outcomes) tellOutcome(outcome);
		const isRefused = outcomes.some(({ outcome }) => outcome === 'refused');
		this.#nextPublishMs = performance.now() + (isRefused ? retryRefusedMs : publishEveryMs);
	}

	/** Brings this machine and the shared storage to the same releases, as far as that can be. */
	async #synchronise(): Promise<true> {
		await this.#shared?.synchronise();
		return true;
	}

	/** Publishes from the database behind several receivers, on the one machine that may. */
	async #publishInTurn(warehouse: Warehouse, database: StoreAddress): Promise<PeriodOutcome[]> {
		const { dataFolder } = this.#settings;
		const turn = await publishRound(warehouse, database, dataFolder, (round) =>
			this.#publishDue(warehouse, round)
		);
		if ('result' in turn) return turn.result;
		// What is shared comes here before the next turn.
		if ('missing' in turn && !this.#shared) this.#tellOnce(whyNotPublished(turn) ?? '');
		return [];
	}

	async #publishDue(warehouse: Warehouse, round?: StoreRound): Promise<PeriodOutcome[]> {
		const { dataFolder, policyFile } = this.#settings;
		const shared = this.#shared;
		const synthetic = (await readSetting(warehouse, 'origin')) === 'sample';
		const policy = await readPolicy(policyFile, synthetic);
		const now = Date.now();
		const journal = new Journal({
			actor: 'builder',
			policy,
			dataFolder,
			log: processLog,
			onUnrecorded: tellUnrecorded
		});
		const options = {
			...round,
			dataFolder,
			policy,
			synthetic,
			productVersion: productVersion(),
			now,
			claim: shared && ((folder: string) => shared.claim(folder)),
			journal
		};
		// One processor is left to the web process.
		return publishAll(warehouse, datasets, options, availableParallelism() - 1);
	}

	/** Does `work` with the open warehouse; `undefined` when it has to wait for the next round. */
	async #work<Result>(
		options: WarehouseOptions,
		work: (warehouse: Warehouse) => Promise<Result>
	): Promise<Result | undefined> {
		return this.#obstacle.past(async () => {
			const warehouse = await openWarehouse(this.#settings.dataFolder, options);
			return work(warehouse).finally(() => {
				warehouse.close();
			});
		});
	}

	#tellOnce(notice: string): void {
		if (this.#told.has(notice)) return;
		this.#told.add(notice);
		log.info(notice);
	}
}
