// Divisions of sums from what each unit adds.
import type { Division } from '../../../schema/division.ts';
import type { PublishedTable } from '../../../schema/release.ts';
import type { CategoryTree } from '../../category-tree.ts';
import type { System } from '../../system.ts';
import type { About, Divisions } from './divisions.ts';
import { toGrid } from './grid.ts';

/** What one unit adds under these raw values, in the order of the table's dimensions. */
export interface Contribution {
	/** Names the unit, the same one in every row. */
	readonly unit: number;
	readonly values: readonly (string | null)[];
	/** From 0 on. */
	readonly amount: number;
}

/** What each unit adds, the largest part first, those of nothing left out. */
type Parts = readonly (readonly [unit: number, amount: number])[];

/** Rows of one table, each with the cells of the system in which it counts. */
interface Rows {
	readonly rows: readonly Contribution[];
	readonly cellsOf: readonly (readonly number[])[];
	readonly cells: ReadonlySet<number>;
}

/**
 * Lets no unit add more than `most` in all, so that an outlier says nothing about itself. What it adds beyond is
 * taken from all of its rows in proportion.
 *
 * @param rows of one table, in which every contribution stands once
 * @param most above 0
 */
export function capContributions(rows: readonly Contribution[], most: number): Contribution[] {
	const totals = new Map<number, number>();
	for (const { unit, amount } of rows) totals.set(unit, (totals.get(unit) ?? 0) + amount);
	return rows.map((row) => {
		const total = totals.get(row.unit) ?? 0;
		return total > most ? { ...row, amount: (row.amount * most) / total } : row;
	});
}

/** The contributions to all tables of one measure, to be asked for any cell or group of cells. */
export class Contributions implements Divisions {
	readonly #tables: readonly Rows[];
	readonly #known = new Map<string, Parts>();

	/**
	 * @param system of the tables, all dimensions additive
	 * @param rows per table id; the same contributions in every table, classified by its dimensions
	 */
	constructor(
		system: System,
		tables: readonly PublishedTable[],
		trees: ReadonlyMap<string, CategoryTree>,
		rows: ReadonlyMap<string, readonly Contribution[]>
	) {
		this.#tables = tables.map((table) => toRows(system, table, trees, rows.get(table.id) ?? []));
	}

	of(cells: readonly number[]): Division {
		const parts = this.#partsOf(cells);
		return {
			total: parts.reduce((sum, [, amount]) => sum + amount, 0),
			contributors: parts.length,
			largest: parts[0]?.[1] ?? 0,
			second: parts[1]?.[1] ?? 0
		};
	}

	mostOfOthers(atom: number, cells: readonly number[], about: About): number {
		const asked = this.#partsOf(cells);
		const named = new Set((about === 'all' ? asked : asked.slice(0, 1)).map(([unit]) => unit));
		return this.#partsOf([atom]).find(([unit]) => !named.has(unit))?.[1] ?? 0;
	}

	#partsOf(cells: readonly number[]): Parts {
		const key = cells.join();
		const known = this.#known.get(key);
		if (known) return known;
		const parts = this.#divide(new Set(cells));
		this.#known.set(key, parts);
		return parts;
	}

	#divide(asked: ReadonlySet<number>): Parts {
		const table = this.#tables.find(({ cells }) => [...asked].every((cell) => cells.has(cell)));
		if (!table) throw new RangeError(`no table has the cells ${[...asked].join(', ')}`);
		const sums = new Map<number, number>();
		for (const [index, { unit, amount }] of table.rows.entries()) {
			if (!table.cellsOf[index]?.some((cell) => asked.has(cell))) continue;
			sums.set(unit, (sums.get(unit) ?? 0) + amount);
		}
		return [...sums]
			.filter(([, amount]) => amount > 0)
			.sort(([one, a], [other, b]) => b - a || one - other);
	}
}

function toRows(
	system: System,
	table: PublishedTable,
	trees: ReadonlyMap<string, CategoryTree>,
	rows: readonly Contribution[]
): Rows {
	const { axes, cells, cellsAt, pathAt } = toGrid(system, table, trees);
	const known = new Map<string, readonly number[]>();
	const cellsOf = ({ values }: Contribution) => {
		const key = JSON.stringify(values);
		const found =
			known.get(key) ?? cellsAt(axes.map((axis, at) => pathAt(axis, values[at] ?? null)));
		known.set(key, found);
		return found;
	};
	return { rows, cellsOf: rows.map(cellsOf), cells };
}
