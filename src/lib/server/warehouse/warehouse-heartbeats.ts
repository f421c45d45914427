// Heartbeats that are kept in the warehouse.
import { z } from 'zod';
import { heartbeats } from '../../datasets/heartbeats.ts';
import type { Dataset } from '../../schema/dataset.ts';
import type { Period } from '../../schema/period.ts';
import type {
	EngineCells,
	Expired,
	HeartbeatCounter,
	HeldInstance,
	Span,
	Thresholds
} from '../store/heartbeat-counter.ts';
import { divideRegister } from './divide-register.ts';
import { dropFromQuarantine, listQuarantine, releaseFromQuarantine } from './inbox/quarantine.ts';
import { countRegister, hasReceived, readSpan } from './register.ts';
import { countExpired, expire } from './retention/expire.ts';
import type { Warehouse } from './warehouse.ts';

const PopulationRow = z.object({ population: z.bigint().transform(Number) });

/** The heartbeats of a warehouse. */
export class WarehouseHeartbeats implements HeartbeatCounter {
	readonly #warehouse: Warehouse;

	constructor(warehouse: Warehouse) {
		this.#warehouse = warehouse;
	}

	readSpan(): Promise<Span | undefined> {
		return readSpan(this.#warehouse, heartbeats);
	}

	hasReceived(period: Period): Promise<boolean> {
		return hasReceived(this.#warehouse, heartbeats, period);
	}

	async count(dataset: Dataset, period: Period, thresholds: Thresholds): Promise<EngineCells> {
		const counts = await countRegister(this.#warehouse, dataset, period, thresholds);
		const divisions = await divideRegister(this.#warehouse, dataset, period);
		const [row] = await this.#warehouse.all('SELECT count(*) AS population FROM register');
		return { ...PopulationRow.parse(row), counts, divisions };
	}

	countExpired(day: string): Promise<Expired> {
		return countExpired(this.#warehouse, heartbeats, day);
	}

	/** The file of the warehouse has to be rewritten afterwards. */
	expire(day: string): Promise<Expired> {
		return expire(this.#warehouse, heartbeats, day);
	}

	listHeld(): Promise<HeldInstance[]> {
		return listQuarantine(this.#warehouse);
	}

	admit(instances: readonly string[]): Promise<number> {
		return releaseFromQuarantine(this.#warehouse, instances);
	}

	drop(instances: readonly string[]): Promise<number> {
		return dropFromQuarantine(this.#warehouse, instances);
	}
}
