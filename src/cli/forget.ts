// The verb `forget`: everything private of one unit goes for good.
import { Command } from 'commander';
import { z } from 'zod';
import type { Erased } from '../lib/server/builder/erasure/erase.ts';
import { readEnvironment } from '../lib/server/environment.ts';
import { Refusal } from './refusal.ts';

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
	const { dataFolder } = readEnvironment();
	const warehouse = await openWarehouse(dataFolder);
	const erased = await forgetUnit(warehouse, dataFolder, id).finally(() => {
		warehouse.close();
	});
	await rewriteWarehouse(dataFolder);
	// Whose rows they were is nowhere any more, so not in the log either.
	await processLog.record({ actor: 'command-line', event: 'erased', detail: { ...erased } });
	return erased;
}

function toText({ rows, lines }: Erased): string {
	const what =
		rows + lines === 0
			? 'nothing of it was here'
			: `deleted ${rows} ${rows === 1 ? 'row' : 'rows'} and ${lines} stored ${lines === 1 ? 'line' : 'lines'}`;
	return `${what}; whatever still comes of it is not taken, and backups made before are held to that when they are restored\n`;
}
