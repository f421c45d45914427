// The verbs `backup` and `restore`.
import { Command } from 'commander';
import { readEnvironment } from '../lib/server/environment.ts';
import { noteRun } from '../lib/server/operations/runs.ts';
import { productVersion } from './product-version.ts';

interface Options {
	readonly force?: true;
	readonly json?: true;
}

/** `murmuration backup FOLDER [--json]` */
export function backupCommand(): Command {
	return new Command('backup')
		.description(
			'copies warehouse, inbox, releases, shares, their secret and the audit log to a new folder, while the server runs'
		)
		.argument('<folder>', 'a folder that is not there yet, outside of the data folder')
		.option('--json', 'machine-readable result')
		.action(backup);
}

/** `murmuration restore FOLDER [--force] [--json]` */
export function restoreCommand(): Command {
	return new Command('restore')
		.description('restores a backup, once all of it is known to be whole')
		.argument('<folder>', 'a backup')
		.option(
			'--force',
			'into a data folder that holds something: replaces its warehouse and adds what is missing; releases, shares and logs that are there stay'
		)
		.option('--json', 'machine-readable result')
		.action(restore);
}

async function backup(target: string, { json }: Options): Promise<void> {
	const { writeBackup } = await import('../lib/server/builder/backup/write-backup.ts');
	const { openWarehouse } = await import('../lib/server/warehouse/warehouse.ts');
	const { dataFolder } = readEnvironment();
	const warehouse = await openWarehouse(dataFolder);
	const options = { dataFolder, target, productVersion: productVersion(), now: Date.now() };
	const { files } = await writeBackup(warehouse, options).finally(() => {
		warehouse.close();
	});
	await recordCopy('backed-up', { files: files.length });
	await noteRun(dataFolder, 'backup', Date.now());
	const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
	process.stdout.write(
		json
			? `${JSON.stringify({ folder: target, files: files.length, bytes })}\n`
			: `${target}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB; it holds private data and the secret of the shares, keep it as safe as the data folder\n`
	);
}

async function restore(source: string, { force, json }: Options): Promise<void> {
	const { restoreBackup } = await import('../lib/server/builder/backup/restore-backup.ts');
	const { dataFolder } = readEnvironment();
	const options = { dataFolder, source, force: force === true };
	const { manifest, stayed, erased } = await restoreBackup(options);
	const { created, files } = manifest;
	const forgotten = erased.rows + erased.lines;
	await recordCopy('restored', { created, files: files.length - stayed, forgotten });
	process.stdout.write(
		json
			? `${JSON.stringify({ folder: source, created, files: files.length, stayed, erased })}\n`
			: `restored ${source} of ${created}: ${files.length - stayed} files${stayed > 0 ? `, ${stayed} stayed as they are here` : ''}${forgotten > 0 ? `; ${forgotten} rows and lines of forgotten units were left out` : ''}\n`
	);
}

/** What left this machine as a copy, or came back to it. */
async function recordCopy(
	event: 'backed-up' | 'restored',
	detail: Readonly<Record<string, string | number>>
): Promise<void> {
	const { processLog } = await import('../lib/server/access/audit-log/process-log.ts');
	await processLog.record({ actor: 'command-line', event, detail });
}
