// `load --from` with a dataset of usage records: a table or view of a PostgreSQL database.
import { readEnvironment } from '../../lib/server/environment.ts';
import type { LoadResult } from '../../lib/server/warehouse/load/load-file.ts';
import type { TableSource } from '../../lib/server/warehouse/postgres/load-table.ts';
import type { UsageDataset } from '../../lib/server/warehouse/usage/usage-tables.ts';
import { Refusal } from '../refusal.ts';
import { onInterrupt } from './interrupt.ts';
import { openOrigin } from './origin.ts';

interface Options {
	readonly from: string;
	readonly table?: string;
	readonly json?: true;
	readonly sample?: true;
	readonly allDays?: true;
}

/** Loads what is new in the table of `dataset` in a database, and says what that was. */
export async function loadFromTable(dataset: UsageDataset, options: Options): Promise<void> {
	const { parseDatabaseAddress } =
		await import('../../lib/server/sources/postgres/database-address.ts');
	const { SourceError } = await import('../../lib/server/sources/source-error.ts');
	const table = options.table ?? dataset.id.replaceAll('-', '_');
	try {
		const address = parseDatabaseAddress(options.from);
		const results = await load({ address, table, dataset }, options);
		const name = `${address.name} ${table}`;
		process.stdout.write(
			options.json
				? `${JSON.stringify({ files: results.map((result) => ({ file: name, ...result })) })}\n`
				: toReport(name, results)
		);
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		throw new Refusal(error.message, error.message.startsWith('--') ? 2 : 1, { cause: error });
	}
}

async function load(source: TableSource, options: Options): Promise<readonly LoadResult[]> {
	const { openWarehouse } = await import('../../lib/server/warehouse/warehouse.ts');
	const { loadTable } = await import('../../lib/server/warehouse/postgres/load-table.ts');
	const { dataFolder } = readEnvironment();
	const warehouse = await openWarehouse(dataFolder);
	const stop = onInterrupt(warehouse);
	const refuseStopped = () => {
		if (stop.asked()) throw new Refusal('stopped; run the same command to go on');
	};
	try {
		const admit = await openOrigin(warehouse, dataFolder, options.sample === true);
		return await loadTable(warehouse, source, {
			all: options.allDays === true,
			async beforeLoad() {
				refuseStopped();
				await admit();
			},
			onStep(done, all, week) {
				const what = week === undefined ? 'records without a week' : `the weeks up to ${week}`;
				process.stderr.write(`loaded ${what} (${done} of ${all} steps)\n`);
			},
			onAway(waitMs) {
				refuseStopped();
				process.stderr.write(
					`${source.address.name} is away; asking again in ${waitMs / 1000} s\n`
				);
			}
		});
	} catch (error) {
		refuseStopped();
		throw error;
	} finally {
		stop.release();
		warehouse.close();
	}
}

/** Counts in one line, then the first problems of each step and where all of them are. */
function toReport(name: string, results: readonly LoadResult[]): string {
	if (results.length === 0) return `${name}: nothing new\n`;
	const sum = (key: 'loaded' | 'replaced' | 'duplicate' | 'rejected') =>
		results.reduce((total, result) => total + result[key], 0);
	const replaced = sum('replaced') === 0 ? '' : ` (${sum('replaced')} replaced earlier ones)`;
	const counts = `${name}: ${sum('loaded')} loaded${replaced}, ${sum('duplicate')} duplicate, ${sum('rejected')} rejected`;
	const problems = results.flatMap((result) => [
		...result.problems.map(
			({ line, field, reason }) => `  row ${line}: ${field === '' ? '' : `${field}: `}${reason}`
		),
		...(result.rejectedFile === undefined ? [] : [`  all problems: ${result.rejectedFile}`])
	]);
	return [counts, ...problems].map((line) => `${line}\n`).join('');
}
