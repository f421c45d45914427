// The real engines, each opened empty.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drainInbox } from '../../../../src/lib/server/builder/drain-inbox.ts';
import { forgetUnit } from '../../../../src/lib/server/builder/erasure/erase.ts';
import { parseDatabaseAddress } from '../../../../src/lib/server/sources/postgres/database-address.ts';
import { openStore } from '../../../../src/lib/server/store/postgres/postgres-store.ts';
import { Tombstones } from '../../../../src/lib/server/warehouse/erasure/tombstones.ts';
import { toCanonicalLine } from '../../../../src/lib/server/warehouse/load/canonical-line.ts';
import { WarehouseHeartbeats } from '../../../../src/lib/server/warehouse/warehouse-heartbeats.ts';
import { openWarehouse } from '../../../../src/lib/server/warehouse/warehouse.ts';
import type { TelemetryDatabase } from '../../../support/telemetry-database.ts';
import { InboxFolder } from '../../builder/inbox-folder.ts';
import type { OpenedCounter } from './describe-counter.ts';

/** A warehouse with an inbox that is drained to it. */
export async function openDuckDb(): Promise<OpenedCounter> {
	const dataFolder = mkdtempSync(join(tmpdir(), 'murmuration-'));
	const inbox = new InboxFolder(dataFolder);
	const warehouse = await openWarehouse(dataFolder);
	let drains = 0;
	return {
		counter: new WarehouseHeartbeats(warehouse),
		append: async (heartbeats, over = false) => {
			const hour = new Date(Date.UTC(2020, 0, 1, drains)).toISOString().slice(0, 13);
			drains += 1;
			const lines = heartbeats.map((one) => `${toCanonicalLine(one)}\n`);
			inbox.append(lines.join(''), { hour, over });
			await drainInbox(warehouse, { dataFolder, now: Date.parse('2029-01-01') });
		},
		forget: async (instance) => {
			await forgetUnit(warehouse, dataFolder, instance);
		},
		close: () => {
			warehouse.close();
			rmSync(dataFolder, { recursive: true });
			return Promise.resolve();
		}
	};
}

/** The store of `database`. */
export async function openPostgres(database: TelemetryDatabase): Promise<OpenedCounter> {
	await database.query('DROP SCHEMA IF EXISTS murmuration CASCADE');
	const store = await openStore(parseDatabaseAddress(database.address));
	return {
		counter: store,
		append: (heartbeats, over = false) => store.append(heartbeats.map(toCanonicalLine), over),
		forget: async (instance) => {
			await store.shareTombstones(new Tombstones().with(instance));
		},
		close: () => store.close()
	};
}
