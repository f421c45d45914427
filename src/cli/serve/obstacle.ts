// What stands in the way of the builder and may pass without a restart.
import { PolicyError } from '../../lib/server/builder/policy-file.ts';
import { Log } from '../../lib/server/log/log.ts';
import { noteRun } from '../../lib/server/operations/runs.ts';
import { SharedStoreError } from '../../lib/server/published/shared/shared-store.ts';
import { StoreError } from '../../lib/server/store/store-error.ts';
import {
	WarehouseLockedError,
	WarehouseUnreadableError,
	isDiskFull
} from '../../lib/server/warehouse/errors.ts';

const log = new Log('builder');

const kinds = [
	WarehouseLockedError,
	WarehouseUnreadableError,
	PolicyError,
	StoreError,
	SharedStoreError
];

/** One kind of work, and what keeps the builder from it. */
export class Obstacle {
	readonly #dataFolder: string;
	readonly #consequence: string;
	#told: string | undefined;

	/** @param consequence is said behind the reason */
	constructor(dataFolder: string, consequence = '') {
		this.#dataFolder = dataFolder;
		this.#consequence = consequence;
	}

	/** The result of `work`; `undefined` when something stands in its way that may pass, which is told once. */
	async past<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
		try {
			const result = await work();
			this.#told = undefined;
			return result;
		} catch (error) {
			if (!isPassing(error)) throw error;
			if (this.#told !== error.message) log.warn(`${error.message}${this.#consequence}`);
			this.#told = error.message;
			await noteRun(this.#dataFolder, 'obstacle', Date.now(), false);
			return undefined;
		}
	}
}

/** Another verb ends, or the steward puts something right or makes room. */
function isPassing(error: unknown): error is Error {
	return kinds.some((kind) => error instanceof kind) || isDiskFull(error);
}
