// The verb `load`: files or a database of heartbeats or usage records into the warehouse.
import { Command, Option } from 'commander';
import type { Dataset } from '../lib/schema/dataset.ts';
import { canBeAggregated } from '../lib/schema/usage/aggregates/classification.ts';
import { aggregateFields } from '../lib/schema/usage/aggregates/aggregate.ts';
import { readEnvironment } from '../lib/server/environment.ts';
import type { Warehouse } from '../lib/server/warehouse/warehouse.ts';
import type { LoadResult } from '../lib/server/warehouse/load/load-file.ts';
import { defaultDataset, toDataset } from './dataset-option.ts';
import { loadFromDatabase } from './load/from-database.ts';
import { loadFromTable } from './load/from-table.ts';
import { onInterrupt, type Stop } from './load/interrupt.ts';
import { openOrigin } from './load/origin.ts';
import { loadProgress } from './load-progress.ts';
import { toReport, type FileOutcome } from './load-report.ts';
import { Refusal } from './refusal.ts';

interface Options {
	readonly dataset: string;
	readonly json?: true;
	readonly sample?: true;
	readonly from?: string;
	readonly allDays?: true;
	readonly table?: string;
	readonly aggregated?: true;
}

/**
 * `murmuration load FILE… [--dataset ID] [--aggregated] [--json]`, or
 * `load --from postgres://… [--dataset ID] [--table T] [--all-days] [--json]`
 */
export function loadCommand(): Command {
	return new Command('load')
		.description(
			'Load heartbeats or usage records into the warehouse; loading a file twice changes nothing.'
		)
		.argument('[file...]', 'NDJSON or CSV, each also with .gz, or Parquet')
		.option('--dataset <id>', 'what the files hold', defaultDataset)
		.option(
			'--aggregated',
			'the files hold whole weeks of usage records that were added up already: units, sums and two largest parts by classification'
		)
		.option(
			'--from <address>',
			'postgres://USER@HOST/DATABASE in place of files: what is new since the last time in telemetry_heartbeats and telemetry_instances, or in the table of --dataset. The password is better given as PGPASSWORD'
		)
		.option(
			'--table <name>',
			'with --from: table or view with the fields of the records as columns; default: the id of --dataset, with underscores'
		)
		.option('--all-days', 'with --from: every day again, not only new ones')
		.option('--json', 'machine-readable result')
		.addOption(new Option('--sample', 'the files are sample data').hideHelp())
		.action(load);
}

async function load(files: string[], options: Options): Promise<void> {
	const dataset = toDataset(options.dataset);
	checkUsage(files, dataset, options);
	if (options.from !== undefined) {
		const { isUsage } = await import('../lib/server/warehouse/usage/usage-tables.ts');
		await (isUsage(dataset)
			? loadFromTable(dataset, { ...options, from: options.from })
			: loadFromDatabase(options.from, options));
		return;
	}
	const { openWarehouse } = await import('../lib/server/warehouse/warehouse.ts');
	const { dataFolder } = readEnvironment();
	const warehouse = await openWarehouse(dataFolder);
	const outcomes: FileOutcome[] = [];
	const stop = onInterrupt(warehouse);
	try {
		const admit = await openOrigin(warehouse, dataFolder, options.sample === true);
		for (const file of files) {
			outcomes.push(await loadOne(warehouse, dataset, file, options, admit, stop));
		}
	} finally {
		stop.release();
		warehouse.close();
	}
	if (options.json) process.stdout.write(`${JSON.stringify({ files: outcomes })}\n`);
	refuseIncomplete(outcomes);
}

function checkUsage(
	files: readonly string[],
	dataset: Dataset,
	{ from, allDays, table, aggregated }: Options
): void {
	if ((from === undefined) === (files.length === 0)) {
		throw new Refusal('load: expected files or --from postgres://…, and not both', 2);
	}
	if (from === undefined && allDays) throw new Refusal('--all-days: goes with --from only', 2);
	if (table !== undefined && (from === undefined || dataset.record === undefined)) {
		throw new Refusal('--table: goes with --from and a dataset of usage records only', 2);
	}
	if (aggregated && from !== undefined) {
		throw new Refusal('--aggregated: goes with files only', 2);
	}
	if (aggregated && !canBeAggregated(dataset)) {
		throw new Refusal(
			`--aggregated: goes with usage records of codes, versions and numbers, which ${dataset.id} are not`,
			2
		);
	}
}

async function loadOne(
	warehouse: Warehouse,
	dataset: Dataset,
	file: string,
	options: Options,
	admit: () => Promise<void>,
	stop: Stop
): Promise<FileOutcome> {
	const { SourceError } = await import('../lib/server/sources/source-error.ts');
	const progress = loadProgress(file, () => warehouse.progress());
	try {
		const kind = { dataset, isAggregated: options.aggregated === true };
		const result = await loadInto(warehouse, kind, file, async () => {
			if (stop.asked()) throw new Refusal(`stopped: nothing of ${file} was loaded`);
			await admit();
		});
		progress.stop();
		if (!options.json) process.stdout.write(toReport({ file, ...result }));
		return { file, ...result };
	} catch (error) {
		progress.stop();
		if (stop.asked()) {
			throw new Refusal(`stopped: nothing of ${file} was loaded`, 1, { cause: error });
		}
		if (!(error instanceof SourceError)) throw error;
		return { file, refused: error.message };
	}
}

/** @param beforeLoad runs once the file is known to be one that can be loaded */
async function loadInto(
	warehouse: Warehouse,
	{ dataset, isAggregated }: { readonly dataset: Dataset; readonly isAggregated: boolean },
	file: string,
	beforeLoad: () => Promise<void>
): Promise<LoadResult> {
	const { inspectFile } = await import('../lib/server/sources/source-file.ts');
	const { loadSource } = await import('../lib/server/warehouse/load/load-file.ts');
	const { isUsage, recordColumns } = await import('../lib/server/warehouse/usage/usage-tables.ts');
	const { loadRecords } = await import('../lib/server/warehouse/usage/load-records.ts');
	if (!isUsage(dataset)) {
		const source = await inspectFile(file);
		await beforeLoad();
		return loadSource(warehouse, source);
	}
	const { loadAggregates } =
		await import('../lib/server/warehouse/usage/aggregates/load-aggregates.ts');
	const columns = isAggregated ? aggregateFields(dataset) : recordColumns(dataset);
	const source = await inspectFile(file, columns);
	await beforeLoad();
	return (isAggregated ? loadAggregates : loadRecords)(warehouse, dataset, source);
}

function refuseIncomplete(outcomes: readonly FileOutcome[]): void {
	const reasons = outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome.refused] : []));
	const [first] = reasons;
	if (first === undefined) return;
	if (outcomes.length === 1) throw new Refusal(first);
	for (const reason of reasons) process.stderr.write(`${reason}\n`);
	throw new Refusal(`${reasons.length} of ${outcomes.length} files were not loaded`);
}
