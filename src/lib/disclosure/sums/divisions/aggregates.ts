// Divisions of sums of which only these are known: how many units add, and what the two add that add most.
//
// Units of different values of an additive dimension are different ones, so there all is known as if units were. A unit
// can stand under several codes of a set, and nobody knows which of their largest units are one. Whatever depends on
// that is taken at its worst: the units of codes together are no more than those of the largest code, they stand out as
// if the largest of each code were one unit, and the largest of one code may know itself to be none of another.
import { margin } from '../../../schema/cell.ts';
import { joinApart, nobody, type Division } from '../../../schema/division.ts';
import type { PublishedTable } from '../../../schema/release.ts';
import type { CategoryTree } from '../../category-tree.ts';
import type { System } from '../../system.ts';
import type { About, Divisions } from './divisions.ts';
import { toGrid } from './grid.ts';

/**
 * How the sum of one finest cell divides, by raw values in the order of the table's dimensions; `*` for all codes of a
 * set together.
 */
export interface Aggregate extends Division {
	readonly values: readonly (string | null)[];
}

/** An aggregate with its place in the grid. */
interface Row {
	readonly division: Division;
	/** Its values of additive dimensions, and its codes of sets. */
	readonly values: string;
	readonly codes: string;
	/** Cells whose sum it is a part of. */
	readonly cells: ReadonlySet<number>;
	/** These, and the cells of all codes of its sets together. */
	readonly around: ReadonlySet<number>;
}

interface Table {
	readonly rows: readonly Row[];
	readonly cells: ReadonlySet<number>;
}

/** The aggregates of all tables of one measure. */
export class Aggregates implements Divisions {
	readonly #tables: readonly Table[];
	readonly #known = new Map<string, Division>();

	/**
	 * @param system of the tables, all dimensions additive
	 * @param rows per table id, for each set of a table also those of all its codes together
	 */
	constructor(
		system: System,
		tables: readonly PublishedTable[],
		trees: ReadonlyMap<string, CategoryTree>,
		rows: ReadonlyMap<string, readonly Aggregate[]>
	) {
		this.#tables = tables.map((table) => toTable(system, table, trees, rows.get(table.id) ?? []));
	}

	of(cells: readonly number[]): Division {
		const key = cells.join();
		const known = this.#known.get(key) ?? togetherOf(rowsIn(this.#tableWith(cells), cells));
		this.#known.set(key, known);
		return known;
	}

	/** In a table that lacks the cells, the unit that adds most may be none of theirs. */
	mostOfOthers(atom: number, cells: readonly number[], about: About): number {
		const own = this.of([atom]);
		const table = this.#tables.find((one) => [atom, ...cells].every((cell) => one.cells.has(cell)));
		const rows = table ? rowsIn(table, [atom]) : [];
		if (!table || !rows.every(({ around }) => cells.some((cell) => around.has(cell)))) {
			return own.largest;
		}
		if (about === 'all') return 0;
		const asked = rowsIn(table, cells);
		const areApart = new Set(asked.map(({ codes }) => codes)).size === 1;
		if (areApart && rows.every((row) => asked.includes(row))) {
			const [top] = asked.toSorted((a, b) => b.division.largest - a.division.largest);
			return top && rows.includes(top) ? own.second : own.largest;
		}
		// No unit but the largest adds more than the second largest, or half of both where codes are taken together.
		const { largest, second } = this.of(cells);
		return Math.min(own.largest, areApart ? second : (largest + second) / 2);
	}

	#tableWith(cells: readonly number[]): Table {
		const table = this.#tables.find((one) => cells.every((cell) => one.cells.has(cell)));
		if (!table) throw new RangeError(`no table has the cells ${cells.join(', ')}`);
		return table;
	}
}

function rowsIn({ rows }: Table, asked: readonly number[]): Row[] {
	return rows.filter(({ cells }) => asked.some((cell) => cells.has(cell)));
}

/** Codes of the same values as if their largest units were one, then different values as of different units. */
function togetherOf(rows: readonly Row[]): Division {
	const ofValues = new Map<string, Division>();
	for (const { values, division } of rows) {
		ofValues.set(values, alike(ofValues.get(values) ?? nobody, division));
	}
	return [...ofValues.values()].reduce(joinApart, nobody);
}

function alike(one: Division, other: Division): Division {
	return {
		total: one.total + other.total,
		contributors: Math.max(one.contributors, other.contributors),
		largest: one.largest + other.largest,
		second: one.second + other.second
	};
}

function toTable(
	system: System,
	table: PublishedTable,
	trees: ReadonlyMap<string, CategoryTree>,
	aggregates: readonly Aggregate[]
): Table {
	const { axes, cells, cellsAt, pathAt } = toGrid(system, table, trees);
	const isSet = axes.map(({ id }) => trees.get(id)?.additive === false);
	const rows = aggregates.map(({ values, ...division }): Row => {
		const paths = axes.map((axis, at) => {
			const raw = values[at] ?? null;
			return isSet[at]
				? [raw === margin ? margin : (trees.get(axis.id)?.leafOf(raw) ?? '')]
				: pathAt(axis, raw);
		});
		const wider = paths.map((path, at) => (isSet[at] ? [...new Set([...path, margin])] : path));
		return {
			division,
			values: JSON.stringify(values.filter((_, at) => !isSet[at])),
			codes: JSON.stringify(values.filter((_, at) => isSet[at])),
			cells: new Set(cellsAt(paths)),
			around: new Set(cellsAt(wider))
		};
	});
	return { rows, cells };
}
