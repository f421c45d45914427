// The register of a period and its cells, worked out the plain way.
import type { Dimension } from '../../../../src/lib/schema/dataset.ts';
import type { Heartbeat } from '../../../../src/lib/schema/heartbeat.ts';
import type { Period } from '../../../../src/lib/schema/period.ts';
import type {
	EngineDivision,
	FinestCount,
	Thresholds
} from '../../../../src/lib/server/store/heartbeat-counter.ts';

/** What was received of an instance, by UTC day. */
export interface Received {
	readonly firstSeen: string;
	readonly days: ReadonlyMap<string, Heartbeat>;
}

type Columns = Readonly<Record<string, string | number | boolean | readonly string[]>>;

const dayMs = 86_400_000;
const daysFrom = (first: string, last: string) => (Date.parse(last) - Date.parse(first)) / dayMs;

/** The row of an instance, or none. */
export function toRegister(
	{ firstSeen, days }: Received,
	{ start, end }: Period,
	{ minActiveDays, minAgeDays }: Thresholds
): Columns[] {
	const active = [...days.keys()].filter((day) => day >= start && day < end).sort();
	const latest = days.get(active.at(-1) ?? '');
	if (!latest || active.length < minActiveDays) return [];
	if (daysFrom(firstSeen, end) - 1 < minAgeDays) return [];
	const machines = active.map((day) => {
		const { os, arch, cpu_count } = (days.get(day) ?? latest).runtime;
		return JSON.stringify([os, arch, cpu_count]);
	});
	const changes = machines.filter((one, at) => at > 0 && one !== machines[at - 1]).length;
	const missed_nights = daysFrom(firstSeen > start ? firstSeen : start, end) - active.length;
	return [
		{
			...{ ...latest.kodus, ...latest.runtime, ...latest.usage_7d, ...latest.config },
			...{ missed_nights, shared_id: changes > 1 }
		}
	];
}

function rawOf({ kind, column, bounds, codes }: Dimension, row: Columns): string {
	const value = row[column] ?? '';
	if (kind === 'answer') return value === true ? 'yes' : 'no';
	if (kind !== 'band') return String(value);
	return codes[bounds.filter((bound) => Number(value) >= bound).length] ?? '';
}

/** How many rows have each of the raw values. */
export function countRows(
	register: readonly Columns[],
	[first, ...others]: readonly Dimension[]
): FinestCount[] {
	if (!first) return [];
	const keys = register.flatMap((row) => {
		if (first.kind !== 'set') return [[first, ...others].map((one) => rawOf(one, row))];
		const own = row[first.column] as readonly string[];
		const rest = others.slice(1).map((one) => rawOf(one, row));
		return first.codes.map((code) => [code, own.includes(code) ? 'yes' : 'no', ...rest]);
	});
	const groups = groupBy(keys, (values) => JSON.stringify(values));
	return [...groups].map(([key, rows]) => ({
		values: JSON.parse(key) as string[],
		count: rows.length
	}));
}

/** How a sum divides among the rows with each of the raw values. */
export function divideRows(
	register: readonly Columns[],
	dimensions: readonly Dimension[],
	{ column, most }: { readonly column: string; readonly most: number }
): EngineDivision[] {
	const groups = groupBy(register, (row) =>
		JSON.stringify(dimensions.map((one) => rawOf(one, row)))
	);
	return [...groups].map(([key, rows]) => {
		const parts = rows.map((row) => Math.min(Number(row[column]), most)).sort((a, b) => b - a);
		const contributors = parts.filter((part) => part > 0).length;
		const total = parts.reduce((sum, part) => sum + part, 0);
		const [largest = 0, second = 0] = parts;
		const values = JSON.parse(key) as string[];
		return { values, units: rows.length, contributors, total, largest, second };
	});
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
	const groups = new Map<string, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		groups.set(key, [...(groups.get(key) ?? []), item]);
	}
	return groups;
}
