// From the groups of a register, which an engine has made, to the cells of every table.
import { dimensionOf, type Dataset, type Dimension } from '../../../schema/dataset.ts';
import type { Period } from '../../../schema/period.ts';
import { countingTables } from '../../../schema/release.ts';
import type { EngineCells, EngineDivision, FinestCount } from '../heartbeat-counter.ts';
import { amountOf, summingTables, type Groupings } from './groupings.ts';
import { joinAlike } from './join-alike.ts';

/** What an engine tells of its groups. Values come in the order of the columns that were asked for. */
export interface GroupReader {
	/** All groupings, each row with its place. */
	readCells(columns: readonly string[]): Promise<readonly (FinestCount & { place: number })[]>;
	/** Each code of a set, its answer and the values of `columns`. */
	readSet(
		place: number,
		set: Pick<Dimension, 'id' | 'codes'>,
		columns: readonly string[]
	): Promise<readonly FinestCount[]>;
	/** @param amount the column of what units add */
	readDivision(
		place: number,
		amount: string,
		columns: readonly string[]
	): Promise<readonly EngineDivision[]>;
}

/** The cells of all tables of a period. */
export async function countGroups(
	dataset: Dataset,
	period: Period,
	groupings: Groupings,
	reader: GroupReader
): Promise<Omit<EngineCells, 'population'>> {
	const { texts } = groupings;
	const cells = await reader.readCells(texts);
	const counts = new Map<string, readonly FinestCount[]>();
	for (const table of countingTables(dataset.tables)) {
		const [first = '', , ...others] = table.dimensions;
		const set = dimensionOf(dataset, first);
		const place = groupings.placeOf(table);
		const rows =
			set.kind === 'set'
				? await reader.readSet(place, set, others)
				: addUp(
						cells.filter((cell) => cell.place === place),
						table.dimensions.map((id) => texts.indexOf(id))
					);
		counts.set(table.id, rows);
	}
	const divisions = new Map<string, readonly EngineDivision[]>();
	for (const table of summingTables(dataset, period)) {
		const { id, dimensions, measure = '' } = table;
		const rows = await reader.readDivision(groupings.placeOf(table), amountOf(measure), dimensions);
		divisions.set(id, rows);
	}
	return { counts, divisions };
}

/** Cells by the values at some places alone. */
function addUp(cells: readonly FinestCount[], places: readonly number[]): FinestCount[] {
	return joinAlike(
		cells.map(({ values, count }) => ({ values: places.map((at) => values[at] ?? null), count })),
		({ values, count }, other) => ({ values, count: count + other.count })
	);
}
