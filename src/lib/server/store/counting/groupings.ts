// What a register is grouped by, in one pass for all tables. Every row of it is in one group of each grouping, so a table
// whose dimensions a grouping has among others is found by adding its groups up.
import { dimensionOf, type Dataset, type TableDefinition } from '../../../schema/dataset.ts';
import type { Period } from '../../../schema/period.ts';
import { countingTables } from '../../../schema/release.ts';
import type { SumDefinition } from '../../../schema/sum.ts';
import { rawValue } from '../raw-value.ts';

/** A column that groups: a dimension by its id, or what a unit adds to a sum. */
interface Key {
	readonly name: string;
	/** Its value in a row of the register. */
	readonly raw: string;
	/** Whether that is one text, and neither a set nor an amount. */
	readonly isText: boolean;
}

export interface Groupings {
	/** For the statement that groups: all columns, these with their values, and those of each grouping. */
	readonly literals: Readonly<Record<'columns' | 'coded' | 'sets', string>>;
	/** The columns with the raw value of a dimension. */
	readonly texts: readonly string[];
	/** What `grouping` of all columns says of the rows in which a table is found. */
	placeOf(table: TableDefinition): number;
}

/** The fewest groupings in which all tables of a dataset are found, those of sums in weeks alone. */
export function groupingsOf(dataset: Dataset, period: Pick<Period, 'granularity'>): Groupings {
	const tables = [...countingTables(dataset.tables), ...summingTables(dataset, period)];
	const namesOf = (table: TableDefinition) => keysOf(dataset, table).map(({ name }) => name);
	const keys = new Map(
		tables.flatMap((table) => keysOf(dataset, table)).map((key) => [key.name, key])
	);
	const sets = withoutParts(tables.map(namesOf));
	return {
		literals: {
			columns: toColumns([...keys.keys()]),
			coded: [...keys.values()].map(({ name, raw }) => `${raw} AS "${name}"`).join(', '),
			sets: sets.map((set) => `(${toColumns(set)})`).join(', ')
		},
		texts: [...keys.values()].filter(({ isText }) => isText).map(({ name }) => name),
		placeOf: (table) => {
			const set = sets.find((one) => isPart(namesOf(table), one)) ?? [];
			// One bit for each column, the last one the lowest; set where the column does not group.
			return [...keys.keys()].reduce((bits, name) => 2 * bits + Number(!set.includes(name)), 0);
		}
	};
}

/** The tables of sums in weeks; none in months. */
export function summingTables({ tables }: Dataset, { granularity }: Pick<Period, 'granularity'>) {
	return granularity === 'week' ? tables.filter(({ measure }) => measure !== undefined) : [];
}

/** Names as a list of columns. */
export function toColumns(names: readonly string[]): string {
	return names.map((name) => `"${name}"`).join(', ');
}

/** The column of what a unit adds to a sum, named as no dimension is. */
export function amountOf(sum: string): string {
	return `sum of ${sum}`;
}

/** A set groups as a whole: its codes, which are answered one by one, are counted of these groups. */
function keysOf(dataset: Dataset, { dimensions, measure }: TableDefinition): Key[] {
	const [first, second, ...others] = dimensions.map((id) => dimensionOf(dataset, id));
	const sum = dataset.sums.find(({ id }) => id === measure);
	const isSet = first?.kind === 'set';
	const texts = [...(isSet ? [] : [first, second]), ...others].filter((one) => one !== undefined);
	return [
		...(isSet ? [{ name: first.id, raw: `register."${first.column}"`, isText: false }] : []),
		...texts.map((one) => ({ name: one.id, raw: rawValue(one), isText: true })),
		...(sum ? [toAmount(sum)] : [])
	];
}

function toAmount({ id, column, most }: SumDefinition): Key {
	return { name: amountOf(id), raw: `least(register."${column}", ${most})`, isText: false };
}

function withoutParts(sets: readonly (readonly string[])[]): (readonly string[])[] {
	return sets.filter(
		(set, at) =>
			!sets.some(
				(other, rank) => rank !== at && isPart(set, other) && (!isPart(other, set) || rank < at)
			)
	);
}

function isPart(set: readonly string[], other: readonly string[]): boolean {
	return set.every((name) => other.includes(name));
}
