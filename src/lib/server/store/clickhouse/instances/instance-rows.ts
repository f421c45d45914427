// What rows say of instances. Each row says a little: what it is silent about has the value that changes nothing.
import type { KnownInstance } from '../../heartbeat-store.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Value } from '../cluster/node.ts';
import { toDayNumber } from '../heartbeat-row.ts';

const columns = ['instance_id', 'life', 'last_seen', 'decided', 'admitted'];
const latest = 2 ** 31 - 1;
const earliest = -(2 ** 31);
/** Later than any clock says. */
const never = Number.MAX_SAFE_INTEGER;

/** Days from 1970-01-01 on which an instance was seen. */
export interface SeenInstance {
	readonly instance: string;
	readonly first: number;
	readonly last: number;
}

/** Says that instances were seen; those that are new are held when `over`. */
export async function insertSeen(
	{ entry }: Cluster,
	instances: Iterable<SeenInstance>,
	over: boolean
): Promise<void> {
	const now = Date.now();
	const rows = Array.from(instances, ({ instance, first, last }): Value[] => [
		...[instance, [0, first], last, [now, over], false]
	]);
	await entry.insert('instance', columns, rows);
}

/** Says that the steward lets instances count. */
export async function insertAdmitted(
	{ entry }: Cluster,
	instances: readonly string[]
): Promise<void> {
	const rows = instances.map((instance): Value[] => [
		...[instance, [latest, latest], earliest, [never, false], true]
	]);
	await entry.insert('instance', columns, rows);
}

/**
 * Says that instances were seen and count.
 *
 * @param gone of those of which nothing was left some time, how often
 */
export async function insertVouched(
	{ entry }: Cluster,
	instances: readonly KnownInstance[],
	gone: ReadonlyMap<string, number>
): Promise<void> {
	const rows = instances.map(({ instance, firstSeen, lastSeen }): Value[] => {
		const life = [-(gone.get(instance.toLowerCase()) ?? 0), toDayNumber(firstSeen)];
		return [instance, life, toDayNumber(lastSeen), [never, false], true];
	});
	await entry.insert('instance', columns, rows);
}
