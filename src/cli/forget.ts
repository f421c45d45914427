// The verb `forget`: everything private of one unit goes for good.
import { Command } from 'commander';
import { z } from 'zod';
import type { Erased } from '../lib/server/builder/erasure/erase.ts';
import { readEnvironment } from '../lib/server/environment.ts';
import type { StoreAddress } from '../lib/server/store/store-address.ts';
import type { Warehouse } from '../lib/server/warehouse/warehouse.ts';
import { databaseOf } from './database.ts';
import { Refusal } from './refusal.ts';

const nothing: Erased = { rows: 0, lines: 0 };

/** `murmuration forget INSTANCE_ID [--json]` */
export function forgetCommand(): Command {
	return new Command('forget')
		.description(
			'deletes everything private of an instance, installation or account for good, and takes nothing of it any more; published releases stay'
		)
		.argument('<instance_id>', 'its UUID')
		.option('--json', 'machine-readable result')
		.action(async (given: string, { json }: { json?: true }) => {
			if (!z.guid().safeParse(given).success) {
				throw new Refusal(`forget: expected a UUID, got ${given}`, 2);
			}
			const erased = await forget(given.toLowerCase());
			process.stdout.write(json ? `${JSON.stringify(erased)}\n` : toText(erased));
		});
}

async function forget(id: string): Promise<Erased> {
	const { forgetUnit } = await import('../lib/server/builder/erasure/erase.ts');
	const { processLog } = await import('../lib/server/access/audit-log/process-log.ts');
	const { openWarehouse } = await import('../lib/server/warehouse/warehouse.ts');
	const { rewriteWarehouse } = await import('../lib/server/warehouse/replace-file.ts');
	const settings = readEnvironment();
	const { dataFolder } = settings;
	const database = await databaseOf(settings);
	const warehouse = await openWarehouse(dataFolder);
	let erased: Erased;
	let shared: Erased | Refusal;
	try {
		erased = await forgetUnit(warehouse, dataFolder, id);
		shared = database ? await forgetShared(warehouse, database, dataFolder) : nothing;
	} finally {
		warehouse.close();
	}
	await rewriteWarehouse(dataFolder);
	// Whose rows they were is nowhere any more, so not in the log either.
	await processLog.record({ actor: 'command-line', event: 'erased', detail: { ...erased } });
	if (shared instanceof Refusal) throw shared;
	return { rows: erased.rows + shared.rows, lines: erased.lines + shared.lines };
}

/** The tombstone is on this machine already, so a database that is away gets it once it is back. */
async function forgetShared(
	warehouse: Warehouse,
	database: StoreAddress,
	dataFolder: string
): Promise<Erased | Refusal> {
	const { shareTombstones } = await import('../lib/server/builder/store/share-tombstones.ts');
	const { StoreError } = await import('../lib/server/store/store-error.ts');
	const { withStore } = await import('../lib/server/store/with-store.ts');
	try {
		return await withStore(database, (store) => shareTombstones(warehouse, store, dataFolder));
	} catch (error) {
		if (!(error instanceof StoreError)) throw error;
		return new Refusal(
			`${error.message}; it is forgotten on this machine, and will be in the database at the next round of the builder that reaches it`,
			1,
			{ cause: error }
		);
	}
}

function toText({ rows, lines }: Erased): string {
	const what =
		rows + lines === 0
			? 'nothing of it was here'
			: `deleted ${rows} ${rows === 1 ? 'row' : 'rows'} and ${lines} stored ${lines === 1 ? 'line' : 'lines'}`;
	return `${what}; whatever still comes of it is not taken, and backups made before are held to that when they are restored\n`;
}
