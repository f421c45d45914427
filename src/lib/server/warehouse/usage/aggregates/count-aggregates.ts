// From the aggregated rows of a week to what the register gives of units: the finest counts of each table, and how its
// sums divide.
import { margin } from '../../../../schema/cell.ts';
import { dimensionOf, type TableDefinition } from '../../../../schema/dataset.ts';
import { countingTables } from '../../../../schema/release.ts';
import { byClassification, type Aggregate } from '../../../../schema/usage/aggregates/aggregate.ts';
import {
	classifyingDimensions,
	nameOf
} from '../../../../schema/usage/aggregates/classification.ts';
import type { FinestCount, FinestDivision } from '../../../store/heartbeat-counter.ts';
import type { UsageDataset } from '../usage-tables.ts';

/** Rows of a week by the name of their classification. */
type Rows = ReadonlyMap<string, readonly Aggregate[]>;

/** Finest counts per id of a table that counts, and divisions per id of a table of sums. */
export function countAggregates(
	dataset: UsageDataset,
	aggregates: readonly Aggregate[]
): { counts: Map<string, FinestCount[]>; divisions: Map<string, FinestDivision[]> } {
	const rows = byClassification(dataset, aggregates);
	const summing = dataset.tables.filter(({ measure }) => measure !== undefined);
	return {
		counts: new Map(
			countingTables(dataset.tables).map((table) => [table.id, countTable(dataset, rows, table)])
		),
		divisions: new Map(summing.map((table) => [table.id, divideTable(dataset, rows, table)]))
	};
}

function countTable(dataset: UsageDataset, rows: Rows, table: TableDefinition): FinestCount[] {
	const [first = '', , ...others] = table.dimensions;
	const { kind, codes } = dimensionOf(dataset, first);
	const counts =
		kind === 'set'
			? answers(first, codes, others, {
					yes: rowsBy(dataset, rows, [first, ...others]),
					all: rowsBy(dataset, rows, others)
				})
			: rowsBy(dataset, rows, table.dimensions).map(({ values, contributors }) => ({
					values: valuesOf(values, table.dimensions),
					count: contributors
				}));
	return counts.filter(({ count }) => count > 0);
}

/** Who has a code and who has not, for each code of a set: all units less those that have it. */
function answers(
	set: string,
	codes: readonly string[],
	others: readonly string[],
	{ yes, all }: { readonly yes: readonly Aggregate[]; readonly all: readonly Aggregate[] }
): FinestCount[] {
	const keyOf = (values: Aggregate['values'], code: string) =>
		JSON.stringify([code, ...valuesOf(values, others)]);
	const having = new Map(
		yes.map(({ values, contributors }) => [keyOf(values, values[set] ?? ''), contributors])
	);
	return codes.flatMap((code) =>
		all.flatMap(({ values, contributors }) => {
			const count = having.get(keyOf(values, code)) ?? 0;
			const own = valuesOf(values, others);
			return [
				{ values: [code, 'yes', ...own], count },
				{ values: [code, 'no', ...own], count: contributors - count }
			];
		})
	);
}

/** A table of sums has the rows of its sets' codes, and those of all codes together, which the others don't add up to. */
function divideTable(dataset: UsageDataset, rows: Rows, table: TableDefinition): FinestDivision[] {
	const { dimensions, measure = '' } = table;
	const isSet = (id: string) => dimensionOf(dataset, id).kind === 'set';
	const fixed = dimensions.filter((id) => !isSet(id));
	const choices = dimensions
		.filter(isSet)
		.reduce<string[][]>((some, id) => [...some, ...some.map((one) => [...one, id])], [fixed]);
	return choices.flatMap((by) =>
		rowsBy(dataset, rows, by).flatMap(({ values, sums }) => {
			const division = sums[measure];
			if (!division || division.total === 0) return [];
			return [{ values: valuesOf(values, dimensions), ...division }];
		})
	);
}

function rowsBy(dataset: UsageDataset, rows: Rows, by: readonly string[]): readonly Aggregate[] {
	const ordered = classifyingDimensions(dataset)
		.map(({ id }) => id)
		.filter((id) => by.includes(id));
	return rows.get(nameOf(ordered)) ?? [];
}

function valuesOf(values: Aggregate['values'], ids: readonly string[]): (string | null)[] {
	return ids.map((id) => (id in values ? (values[id] ?? null) : margin));
}
