// What makers do who add up upstream: from the records of units to the aggregated rows of each week, by the README alone.
import type { Dataset, Dimension } from '../../src/lib/schema/dataset.ts';
import { parsePeriod } from '../../src/lib/schema/period.ts';

type Value = string | number | null | undefined;

/** A record of one unit. */
export type UnitRecord = Readonly<Record<string, Value>>;

/** A row of one week and classification. */
export type AggregatedRow = Record<string, string | number | null>;

/** All records of a unit in a week, and the one that says most. */
interface Unit {
	readonly id: string;
	readonly records: readonly UnitRecord[];
	readonly heaviest: UnitRecord;
}

/**
 * The rows of every week in which a unit counts: those that were first heard of at least a week before.
 *
 * @param withCounts whether rows say how many units add to each sum
 */
export function aggregateUsage(
	dataset: Dataset,
	records: readonly UnitRecord[],
	withCounts = true
): AggregatedRow[] {
	const { record } = dataset;
	if (!record) throw new Error(`${dataset.id} is not of records`);
	const firstOf = new Map<Value, string>();
	for (const one of records) {
		const [unit, week] = [one[record.unit], String(one['week'])];
		if (week < (firstOf.get(unit) ?? '9999')) firstOf.set(unit, week);
	}
	const weeks = [...new Set(records.map(({ week }) => String(week)))].sort();
	return weeks.flatMap((week) => {
		const start = parsePeriod(week).start;
		const own = records.filter(
			(one) =>
				one['week'] === week && parsePeriod(firstOf.get(one[record.unit]) ?? week).start < start
		);
		const byUnit = [...groupBy(own, record.unit)];
		const units = byUnit.map(([id, all]): Unit => {
			const [heaviest = {}] = all.toSorted(
				(a, b) => Number(b[record.weight ?? '']) - Number(a[record.weight ?? ''])
			);
			return { id, records: all, heaviest };
		});
		return units.length === 0 ? [] : rowsOf(dataset, week, units, withCounts);
	});
}

function rowsOf(
	dataset: Dataset,
	week: string,
	units: readonly Unit[],
	withCounts: boolean
): AggregatedRow[] {
	const used = dataset.dimensions.filter(
		({ id, kind }) =>
			kind !== 'answer' && dataset.tables.some(({ dimensions }) => dimensions.includes(id))
	);
	const classifications = subsetsOf(used).filter((some) =>
		dataset.tables.some(({ dimensions }) => some.every(({ id }) => dimensions.includes(id)))
	);
	return classifications.flatMap((by) => {
		const rows = new Map<string, { values: (string | null)[]; units: Set<string> }>();
		const [only] = by;
		if (only?.kind === 'set' && by.length === 1) {
			for (const code of only.codes) rows.set(keyOf([code]), { values: [code], units: new Set() });
		}
		if (by.length === 0) rows.set(keyOf([]), { values: [], units: new Set() });
		for (const unit of units) {
			for (const record of unit.records) {
				const values = by.map((dimension) => valueOf(dimension, dataset, unit, record));
				if (values.includes(undefined)) continue;
				const known = values.map((value) => value ?? null);
				const row = rows.get(keyOf(known)) ?? { values: known, units: new Set() };
				rows.set(keyOf(known), row);
				row.units.add(unit.id);
			}
		}
		return [...rows.values()].map((row) => ({
			week,
			...Object.fromEntries(used.map(({ id }) => [id, '*'])),
			...Object.fromEntries(by.map(({ id }, at) => [id, row.values[at] ?? null])),
			contributors: row.units.size,
			...Object.fromEntries(
				dataset.sums.flatMap((sum) => sumOf(dataset, sum, by, row.values, units, withCounts))
			)
		}));
	});
}

/** The four numbers of a sum, where a table has it by these dimensions. */
function sumOf(
	dataset: Dataset,
	{ id, column, most }: Dataset['sums'][number],
	by: readonly Dimension[],
	values: readonly (string | null)[],
	units: readonly Unit[],
	withCounts: boolean
): [string, number][] {
	const tables = dataset.tables.filter(({ measure }) => measure === id);
	if (!tables.some(({ dimensions }) => by.every((one) => dimensions.includes(one.id)))) return [];
	const sets = dataset.dimensions.filter(
		(one) => one.kind === 'set' && tables.some(({ dimensions }) => dimensions.includes(one.id))
	);
	const amounts = units
		.map((unit) => {
			const told = unit.records.filter((one) =>
				sets.every((set) => (one[set.column] ?? null) !== null)
			);
			const add = (records: readonly UnitRecord[]) =>
				records.reduce((sum, one) => sum + Number(one[column] ?? 0), 0);
			const here = told.filter((one) =>
				by.every((dimension, at) => valueOf(dimension, dataset, unit, one) === values[at])
			);
			return add(here) * Math.min(1, most / add(told) || 0);
		})
		.filter((amount) => amount > 0)
		.sort((a, b) => b - a);
	return [
		[id, amounts.reduce((sum, one) => sum + one, 0)],
		[`${id}_largest`, amounts[0] ?? 0],
		[`${id}_second`, amounts[1] ?? 0],
		...(withCounts ? [[`${id}_contributors`, amounts.length] satisfies [string, number]] : [])
	];
}

/** Under what a record of a unit stands: its own code of a set, else what the unit counts with; undefined in no row. */
function valueOf(
	{ kind, column, codes }: Dimension,
	{ record }: Dataset,
	unit: Unit,
	one: UnitRecord
): string | null | undefined {
	const value = (kind === 'set' ? one : unit.heaviest)[column];
	if (kind === 'set' && (value ?? null) === null) return undefined;
	const field = record?.fields.find(({ id }) => id === column);
	if (typeof value !== 'string') return null;
	return field?.kind === 'code' && !codes.includes(value) ? 'other' : value;
}

function keyOf(values: readonly (string | null)[]): string {
	return JSON.stringify(values);
}

function subsetsOf(dimensions: readonly Dimension[]): Dimension[][] {
	return dimensions.reduce<Dimension[][]>(
		(found, one) => [...found, ...found.map((some) => [...some, one])],
		[[]]
	);
}

function groupBy(records: readonly UnitRecord[], field: string): Map<string, UnitRecord[]> {
	const groups = new Map<string, UnitRecord[]>();
	for (const one of records) {
		const id = String(one[field]);
		const group = groups.get(id);
		if (group) group.push(one);
		else groups.set(id, [one]);
	}
	return groups;
}
