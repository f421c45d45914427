// Who adds how much to a sum: what the rules for sums ask of the units behind a cell.
import { combinations, margin } from '../../schema/cell.ts';
import type { Category, PublishedDimension, PublishedTable } from '../../schema/release.ts';
import type { CategoryTree } from '../category-tree.ts';
import { groupKey, type System } from '../system.ts';
import { axesOf } from '../table-axes.ts';

/** What one unit adds under these raw values, in the order of the table's dimensions. */
export interface Contribution {
	/** Names the unit, the same one in every row. */
	readonly unit: number;
	readonly values: readonly (string | null)[];
	/** From 0 on. */
	readonly amount: number;
}

/** How a sum divides: what each unit adds, the largest part first. A unit that adds nothing does not contribute. */
export type Parts = readonly (readonly [unit: number, amount: number])[];

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

/** The sum of all parts. */
export function totalOf(parts: Parts): number {
	return parts.reduce((sum, [, amount]) => sum + amount, 0);
}

/** The contributions to all tables of one measure, to be asked for any cell or group of cells. */
export class Contributions {
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
		const indices = new Map(system.keys.map((key, index) => [key, index]));
		this.#tables = tables.map((table) => toRows(table, trees, rows.get(table.id) ?? [], indices));
	}

	/**
	 * How the sum over `cells` together divides; each contribution counts once.
	 *
	 * @throws {RangeError} when no table has all of the cells
	 */
	of(cells: readonly number[]): Parts {
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
	table: PublishedTable,
	trees: ReadonlyMap<string, CategoryTree>,
	rows: readonly Contribution[],
	indices: ReadonlyMap<string, number>
): Rows {
	const axes = axesOf(table, [...trees.values()]).map((axis) => ({ ...axis, additive: true }));
	const cells = combinations(axes.map(codesOf)).map((codes) => groupKey(axes, codes));
	const known = new Map<string, readonly number[]>();
	const cellsAt = (values: Contribution['values']) => {
		const key = JSON.stringify(values);
		const found =
			known.get(key) ??
			combinations(axes.map((axis, at) => pathAt(axis, trees, values[at] ?? null))).flatMap(
				(codes) => indices.get(groupKey(axes, codes)) ?? []
			);
		known.set(key, found);
		return found;
	};
	return {
		rows,
		cellsOf: rows.map(({ values }) => cellsAt(values)),
		cells: new Set(cells.flatMap((key) => indices.get(key) ?? []))
	};
}

function codesOf({ categories }: PublishedDimension): string[] {
	return [margin, ...categories.map(({ code }) => code)];
}

/** The category of a raw value, those above it that the table shows, and the margin. */
function pathAt(
	axis: PublishedDimension,
	trees: ReadonlyMap<string, CategoryTree>,
	raw: string | null
): string[] {
	const tree = trees.get(axis.id);
	const parents = new Map((tree?.categories ?? []).map(toPair));
	const shown = new Set(codesOf(axis));
	const path: string[] = [];
	let code = tree?.leafOf(raw);
	while (code !== undefined && code !== margin) {
		path.push(code);
		code = parents.get(code);
	}
	return [margin, ...path.filter((one) => shown.has(one))];
}

function toPair({ code, parent }: Category): [string, string] {
	return [code, parent];
}
