// A machine before a database that it may share with others.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { heartbeats } from '../../../../src/lib/datasets/heartbeats.ts';
import { Policy } from '../../../../src/lib/schema/policy.ts';
import {
	publishDue,
	type PeriodOutcome,
	type PublishOptions
} from '../../../../src/lib/server/builder/publish.ts';
import { drainRound } from '../../../../src/lib/server/builder/store/drain-round.ts';
import {
	publishRound,
	type StoreRound
} from '../../../../src/lib/server/builder/store/publish-round.ts';
import type { StoreAddress } from '../../../../src/lib/server/store/store-address.ts';
import type { Warehouse } from '../../../../src/lib/server/warehouse/warehouse.ts';
import { temporaryFolder, temporaryWarehouse } from '../../warehouse/temporary-warehouse.ts';
import { InboxFolder } from '../inbox-folder.ts';

/** Moment at which machines drain and publish unless told. */
export const publishedAt = Date.parse('2026-11-20T00:00:00Z');

/** A machine that receives: a data folder with inbox and warehouse. */
export class Machine {
	readonly dataFolder = temporaryFolder();
	readonly inbox = new InboxFolder(this.dataFolder);
	readonly warehouse: Warehouse;

	static async start(address: StoreAddress): Promise<Machine> {
		return new Machine(address, await temporaryWarehouse());
	}

	readonly #address: StoreAddress;

	constructor(address: StoreAddress, warehouse: Warehouse) {
		this.#address = address;
		this.warehouse = warehouse;
	}

	/** Names in the inbox. */
	segments(): string[] {
		return this.inbox.names().filter((name) => name.endsWith('.ndjson'));
	}

	drain(now = publishedAt) {
		return drainRound(this.warehouse, this.#address, { dataFolder: this.dataFolder, now });
	}

	/** @param change what is to be done otherwise than it is */
	publish(change: (round: StoreRound) => Partial<PublishOptions> = (round) => round) {
		return publishRound(this.warehouse, this.#address, this.dataFolder, (round) =>
			this.publishAlone(change(round))
		);
	}

	publishAlone(round: Partial<PublishOptions> = {}): Promise<PeriodOutcome[]> {
		return publishDue(this.warehouse, {
			dataset: heartbeats,
			dataFolder: this.dataFolder,
			policy: Policy.parse({}),
			synthetic: false,
			productVersion: '0',
			now: publishedAt,
			...round
		});
	}

	/** Every file of every release, in hexadecimal digits. */
	releases(): Record<string, string> {
		const folder = join(this.dataFolder, 'published');
		if (!existsSync(folder)) return {};
		const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));
		return Object.fromEntries(
			files.sort().map((file) => [file.slice(folder.length), readFileSync(file, 'hex')])
		);
	}
}
