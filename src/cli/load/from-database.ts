// `load --from`: heartbeats of a telemetry store in PostgreSQL.
import { readEnvironment } from '../../lib/server/environment.ts';
import type { DatabaseAddress } from '../../lib/server/sources/postgres/database-address.ts';
import type { StoreResult } from '../../lib/server/warehouse/postgres/load-store.ts';
import { Refusal } from '../refusal.ts';
import { onInterrupt } from './interrupt.ts';
import { openOrigin } from './origin.ts';

interface Options {
	readonly json?: true;
	readonly sample?: true;
	readonly allDays?: true;
}

/** Loads what is new in the database at `from`, and says what that was. */
export async function loadFromDatabase(from: string, options: Options): Promise<void> {
	const { parseDatabaseAddress } =
		await import('../../lib/server/sources/postgres/database-address.ts');
	const { SourceError } = await import('../../lib/server/sources/source-error.ts');
	try {
		const address = parseDatabaseAddress(from);
		const result = await load(address, options);
		process.stdout.write(
			options.json
				? `${JSON.stringify({ files: [{ file: address.name, ...result }] })}\n`
				: toReport(address.name, result)
		);
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		throw new Refusal(error.message, error.message.startsWith('--from') ? 2 : 1, { cause: error });
	}
}

async function load(address: DatabaseAddress, options: Options): Promise<StoreResult> {
	const { openWarehouse } = await import('../../lib/server/warehouse/warehouse.ts');
	const { loadStore } = await import('../../lib/server/warehouse/postgres/load-store.ts');
	const { dataFolder } = readEnvironment();
	const warehouse = await openWarehouse(dataFolder);
	const stop = onInterrupt(warehouse);
	let reached: string | undefined;
	const refuseStopped = () => {
		if (stop.asked()) throw new Refusal(`stopped${toWayOn(reached)}`);
	};
	try {
		const admit = await openOrigin(warehouse, dataFolder, options.sample === true);
		return await loadStore(warehouse, address, {
			all: options.allDays === true,
			async beforeLoad() {
				refuseStopped();
				await admit();
			},
			onStep(done, all, until) {
				reached = until;
				process.stderr.write(`loaded the days up to ${until} (${done} of ${all} steps)\n`);
			},
			onAway(waitMs) {
				refuseStopped();
				process.stderr.write(`${address.name} is away; asking again in ${waitMs / 1000} s\n`);
			}
		});
	} catch (error) {
		refuseStopped();
		if (!(error instanceof Error) || error.name !== 'SourceError') throw error;
		throw new Refusal(`${error.message}${toWayOn(reached)}`, 1, { cause: error });
	} finally {
		stop.release();
		warehouse.close();
	}
}

/** What to do after a load that ended early: what was committed stays. */
function toWayOn(reached: string | undefined): string {
	return reached === undefined
		? '; nothing was loaded'
		: `; the days up to ${reached} are loaded, run the same command to go on`;
}

/** Counts in one line, then the first problems and where all of them are. */
function toReport(name: string, result: StoreResult): string {
	const { loaded, duplicate, rejected, replaced, problems, rejectedFiles, days } = result;
	if (!days) return `${name}: nothing new\n`;
	const counts = `${name}: ${loaded} loaded${replaced === 0 ? '' : ` (${replaced} replaced earlier ones)`}, ${duplicate} duplicate, ${rejected} rejected, received from ${days.from} to ${days.until}`;
	const lines = problems.map(
		({ line, field, reason }) => `  row ${line}: ${field === '' ? '' : `${field}: `}${reason}`
	);
	const files = rejectedFiles.map((file) => `  all problems: ${file}`);
	return [counts, ...lines, ...files].map((line) => `${line}\n`).join('');
}
