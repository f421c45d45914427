// Everything that is published of a fleet, on the path of the builder, as digests by which engines are compared.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { ProverThreads } from '../../../src/lib/server/builder/prove/prover-threads.ts';
import { publishDue, type PublishOptions } from '../../../src/lib/server/builder/publish.ts';
import { publishRound } from '../../../src/lib/server/builder/store/publish-round.ts';
import type {
	EngineCells,
	HeartbeatCounter
} from '../../../src/lib/server/store/heartbeat-counter.ts';
import { toWholeCells } from '../../../src/lib/server/store/whole-cells.ts';
import { WarehouseHeartbeats } from '../../../src/lib/server/warehouse/warehouse-heartbeats.ts';
import type { Machine } from './machine.ts';

/** The moment at which the last week of the fleets is due, and nothing of them past its retention. */
const now = Date.parse('2026-11-18T00:00:00Z');

/** By name: the cells that were counted of each period, what became of it, and each published file. */
export type Digests = ReadonlyMap<string, string>;

/**
 * Publishes all that is due on a machine.
 *
 * @throws {Error} where a period is refused, or another machine publishes
 */
export async function publishMachine({ folder, warehouse, address }: Machine): Promise<Digests> {
	const digests = new Map<string, string>();
	const prover = new ProverThreads(availableParallelism());
	const publish = async (round: Partial<PublishOptions>) => {
		const counter = round.heartbeats ?? new WarehouseHeartbeats(warehouse);
		const outcomes = await publishDue(warehouse, {
			dataset: heartbeats,
			dataFolder: folder,
			policy: Policy.parse({}),
			synthetic: false,
			productVersion: '0',
			now,
			prover,
			...round,
			heartbeats: noting(counter, digests)
		});
		for (const outcome of outcomes) {
			if (outcome.outcome === 'refused') throw new Error(`${outcome.period}: ${outcome.reason}`);
		}
	};
	try {
		if (!address) await publish({});
		else if (!('result' in (await publishRound(warehouse, address, folder, publish)))) {
			throw new Error('this machine may not publish');
		}
	} finally {
		await prover.close();
	}
	const published = join(folder, 'published');
	const files = readdirSync(published, { recursive: true, withFileTypes: true });
	for (const file of files.filter((entry) => entry.isFile())) {
		const path = join(file.parentPath, file.name);
		digests.set(path.slice(published.length + 1), toDigest(readFileSync(path)));
	}
	return digests;
}

/** What differs or is missing on either side, by name. */
export function differences(one: Digests, other: Digests): string[] {
	const names = new Set([...one.keys(), ...other.keys()]);
	return [...names].filter((name) => one.get(name) !== other.get(name)).sort();
}

/** `counter`, with the digest of all that it counts. */
function noting(counter: HeartbeatCounter, digests: Map<string, string>): HeartbeatCounter {
	return {
		readSpan: () => counter.readSpan(),
		hasReceived: (period) => counter.hasReceived(period),
		count: async (dataset, period, thresholds) => {
			const cells = await counter.count(dataset, period, thresholds);
			digests.set(`cells of ${period.id}`, digestOf(cells));
			return cells;
		},
		countExpired: (day) => counter.countExpired(day),
		expire: (day) => counter.expire(day),
		listHeld: () => counter.listHeld(),
		admit: (instances) => counter.admit(instances),
		drop: (instances) => counter.drop(instances)
	};
}

/** The digest of cells in the one order in which they are compared. */
export function digestOf(cells: EngineCells): string {
	const { counts, divisions } = toWholeCells(heartbeats, cells);
	return toDigest(JSON.stringify([cells.population, [...counts], [...divisions]]));
}

function toDigest(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}
