// The verb `export`: a published table as a file, with the same bytes as the web export.
import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { toBundle } from '../lib/export/bundle.ts';
import { toCsv } from '../lib/export/csv.ts';
import { toTableJson } from '../lib/export/table-json.ts';
import { toProblems } from '../lib/schema/problem.ts';
import type { TableView } from '../lib/schema/table-view.ts';
import { readEnvironment } from '../lib/server/environment.ts';
import { toParquet } from '../lib/server/published/parquet.ts';
import { PublishedStore } from '../lib/server/published/published-store.ts';
import { TableRange } from '../lib/server/published/table-query.ts';
import { defaultDataset } from './dataset-option.ts';
import { Refusal } from './refusal.ts';

const writers = {
	csv: (view: TableView) => toCsv(view),
	json: (view: TableView) => JSON.stringify(toTableJson(view)),
	parquet: (view: TableView) => toParquet(view),
	zip: (view: TableView) => toBundle(view)
};

interface ExportOptions {
	readonly dataset: string;
	readonly table: string;
	readonly granularity: string;
	readonly from?: string;
	readonly to?: string;
	readonly format: keyof typeof writers;
	readonly out?: string;
}

/** `murmuration export --table T [--from P] [--to P] [--format csv|json|parquet|zip] [--out FILE]` */
export function exportCommand(): Command {
	return new Command('export')
		.description('writes a published table, byte for byte as the web export does')
		.requiredOption('--table <id>', 'table to export, for example version')
		.option('--dataset <id>', 'dataset of the table', defaultDataset)
		.addOption(new Option('--granularity <name>').choices(['week', 'month']).default('week'))
		.option('--from <period>', 'first period; default: the first published one')
		.option('--to <period>', 'last period; default: the last published one')
		.addOption(new Option('--format <name>').choices(Object.keys(writers)).default('csv'))
		.option('--out <file>', 'file to write; default: standard output')
		.action(exportTable);
}

async function exportTable(options: ExportOptions): Promise<void> {
	const { dataset, table, granularity, from, to } = options;
	const range = TableRange.safeParse({ granularity, from, to });
	if (!range.success) {
		const [first] = toProblems(range.error);
		throw new Refusal(`--${first?.field ?? ''}: ${first?.reason ?? ''}`, 2);
	}
	const store = new PublishedStore(readEnvironment().dataFolder);
	const view = await store.readTable({ dataset, table, ...range.data });
	if (!view) throw new Refusal(`nothing is published for ${dataset}/${table} in that range`);
	const bytes = await writers[options.format](view);
	if (options.out === undefined) process.stdout.write(bytes);
	else await writeFile(options.out, bytes);
}
