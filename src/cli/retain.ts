// The verb `retain`: deletes what is past its retention, as the builder does by itself after publishing.
import { Command } from 'commander';
import { datasets } from '../lib/datasets/registry.ts';
import type { Retention } from '../lib/server/builder/retention/retain.ts';
import { readEnvironment, type Settings } from '../lib/server/environment.ts';
import type { HeartbeatCounter } from '../lib/server/store/heartbeat-counter.ts';
import type { Warehouse } from '../lib/server/warehouse/warehouse.ts';
import { databaseOf } from './database.ts';

interface Options {
	readonly dryRun?: true;
	readonly json?: true;
}

/** `murmuration retain [--dry-run] [--json]` */
export function retainCommand(): Command {
	return new Command('retain')
		.description(
			'deletes heartbeats and records past their retention, once every period that counts them is published'
		)
		.option('--dry-run', 'only says what would be deleted')
		.option('--json', 'machine-readable result')
		.action(async (options: Options) => {
			const retained = await retainAll(options.dryRun === true);
			process.stdout.write(
				options.json
					? `${JSON.stringify({ deleted: options.dryRun !== true, datasets: retained })}\n`
					: retained.map((one) => toText(one, options)).join('')
			);
		});
}

async function retainAll(isDryRun: boolean): Promise<Retention[]> {
	const { withStore } = await import('../lib/server/store/with-store.ts');
	const { openWarehouse } = await import('../lib/server/warehouse/warehouse.ts');
	const { rewriteWarehouse } = await import('../lib/server/warehouse/replace-file.ts');
	const settings = readEnvironment();
	const database = await databaseOf(settings);
	const warehouse = await openWarehouse(settings.dataFolder);
	let retained: Retention[];
	try {
		retained = database
			? await withStore(database, (store) => retainIn(warehouse, settings, isDryRun, store))
			: await retainIn(warehouse, settings, isDryRun);
	} finally {
		warehouse.close();
	}
	if (!isDryRun) await rewriteWarehouse(settings.dataFolder);
	return retained;
}

/** @param heartbeats where they are, when not in the warehouse */
async function retainIn(
	warehouse: Warehouse,
	{ dataFolder, policyFile }: Settings,
	isDryRun: boolean,
	heartbeats?: HeartbeatCounter
): Promise<Retention[]> {
	const { planRetention, retain } = await import('../lib/server/builder/retention/retain.ts');
	const { readPolicy } = await import('../lib/server/builder/policy-file.ts');
	const { processLog } = await import('../lib/server/access/audit-log/process-log.ts');
	const { Journal } = await import('../lib/server/builder/journal.ts');
	const { readSetting } = await import('../lib/server/warehouse/setting.ts');
	const synthetic = (await readSetting(warehouse, 'origin')) === 'sample';
	const policy = await readPolicy(policyFile, synthetic);
	const journal = new Journal({ actor: 'command-line', policy, dataFolder, log: processLog });
	const retained: Retention[] = [];
	for (const dataset of datasets) {
		const options = { dataset, dataFolder, policy, now: Date.now(), heartbeats };
		const retention = await (isDryRun ? planRetention : retain)(warehouse, options);
		if (!isDryRun) await journal.retained(retention);
		retained.push(retention);
	}
	return retained;
}

function toText(
	{ dataset, rows, gone, files, keptFrom, keepDays, waitsFor }: Retention,
	{ dryRun }: Options
): string {
	const what = [
		`${rows} ${rows === 1 ? 'row' : 'rows'}`,
		...(gone > 0 ? [`of ${gone} units only the last version and day stay`] : []),
		...(files.length > 0 ? [`${files.length} files of refused lines`] : [])
	].join(', ');
	const waits =
		waitsFor === undefined
			? ''
			: `  kept from ${keptFrom} on, as ${waitsFor} is not published: murmuration publish --dataset ${dataset} says why\n`;
	return `${dataset}: ${dryRun ? 'would delete' : 'deleted'} ${what} from before ${keptFrom} (kept for ${keepDays} days)\n${waits}`;
}
