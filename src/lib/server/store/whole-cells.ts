// What an engine counted, checked to be whole and put in one order, so that all engines say the same.
import { dimensionOf, type Dataset } from '../../schema/dataset.ts';
import { countingTables } from '../../schema/release.ts';
import type { EngineCells, FinestCount, FinestDivision } from './heartbeat-counter.ts';
import { StoreError } from './store-error.ts';

/** Cells that are known to be of all instances, each list in the order of its values by code points. */
export interface WholeCells {
	readonly counts: ReadonlyMap<string, readonly FinestCount[]>;
	/** Those to which somebody adds. */
	readonly divisions: ReadonlyMap<string, readonly FinestDivision[]>;
}

/**
 * Checks that every table has every instance: once, or once per code in a table of a set.
 *
 * @throws {StoreError} when some are missing or stand twice, as where a part of an engine is away
 */
export function toWholeCells(
	dataset: Dataset,
	{ population, counts, divisions }: EngineCells
): WholeCells {
	for (const { id, dimensions } of countingTables(dataset.tables)) {
		const [first = ''] = dimensions;
		const { kind, codes } = dimensionOf(dataset, first);
		const asked = kind === 'set' ? codes : [undefined];
		for (const code of asked) {
			const rows = (counts.get(id) ?? []).filter(
				({ values }) => code === undefined || values[0] === code
			);
			checkSum(
				id,
				population,
				rows.map(({ count }) => count)
			);
		}
	}
	for (const [id, rows] of divisions) {
		checkSum(
			id,
			population,
			rows.map(({ units }) => units)
		);
	}
	return {
		counts: new Map([...counts].map(([id, rows]) => [id, rows.toSorted(byValues)])),
		divisions: new Map(
			[...divisions].map(([id, rows]) => [id, rows.flatMap(toFinest).toSorted(byValues)])
		)
	};
}

function checkSum(table: string, population: number, parts: readonly number[]): void {
	const counted = parts.reduce((sum, one) => sum + one, 0);
	if (counted === population) return;
	throw new StoreError(
		`table ${table} has ${counted} of ${population} instances: a part of the store is away, so nothing is published; see that all of it runs, the next round tries again`
	);
}

function toFinest({
	values,
	total,
	contributors,
	largest,
	second
}: FinestDivision): FinestDivision[] {
	return contributors === 0 ? [] : [{ values, total, contributors, largest, second }];
}

type Valued = { readonly values: readonly (string | null)[] };

/** By code points, which no collation of an engine changes; NULL first. */
function byValues(one: Valued, other: Valued): number {
	for (const [index, value] of one.values.entries()) {
		const against = other.values[index] ?? null;
		if (value === against) continue;
		if (value === null) return -1;
		if (against === null) return 1;
		return Buffer.compare(Buffer.from(value), Buffer.from(against));
	}
	return 0;
}
