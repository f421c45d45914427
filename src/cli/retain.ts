// The verb `retain`: deletes what is past its retention, as the builder does by itself after publishing.
import { Command } from 'commander';
import { datasets } from '../lib/datasets/registry.ts';
import type { Policy } from '../lib/schema/policy.ts';
import type { Retention } from '../lib/server/builder/retention/retain.ts';
import { readEnvironment } from '../lib/server/environment.ts';
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
	const { planRetention, retain } = await import('../lib/server/builder/retention/retain.ts');
	const { readPolicy } = await import('../lib/server/builder/policy-file.ts');
	const { processLog } = await import('../lib/server/access/audit-log/process-log.ts');
	const { Journal } = await import('../lib/server/builder/journal.ts');
	const { retainStore } = await import('../lib/server/builder/store/publish-round.ts');
	const { withStore } = await import('../lib/server/store/with-store.ts');
	const { openWarehouse } = await import('../lib/server/warehouse/warehouse.ts');
	const { rewriteWarehouse } = await import('../lib/server/warehouse/replace-file.ts');
	const { readSetting } = await import('../lib/server/warehouse/setting.ts');
	const settings = readEnvironment();
	const { dataFolder, policyFile } = settings;
	const database = isDryRun ? undefined : await databaseOf(settings);
	const journalOf = (policy: Policy) =>
		new Journal({ actor: 'command-line', policy, dataFolder, log: processLog });
	const apply = isDryRun ? planRetention : retain;
	const warehouse = await openWarehouse(dataFolder);
	const retained: Retention[] = [];
	try {
		const synthetic = (await readSetting(warehouse, 'origin')) === 'sample';
		const policy = await readPolicy(policyFile, synthetic);
		for (const dataset of datasets) {
			const options = { dataset, dataFolder, policy, now: Date.now() };
			const retention = await apply(warehouse, options);
			if (!isDryRun) await journalOf(policy).retained(retention);
			retained.push(retention);
		}
		if (database) {
			await withStore(database, (store) =>
				retainStore(warehouse, store, { dataFolder, policy, now: Date.now() })
			);
		}
	} finally {
		warehouse.close();
	}
	if (!isDryRun) await rewriteWarehouse(dataFolder);
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
