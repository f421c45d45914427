// Groups that no table shows but that subtraction or addition of cells describes as clearly as a name.
import { combinations, isRest } from '../../schema/cell.ts';
import type { PublishedDimension, PublishedTable } from '../../schema/release.ts';
import type { Place, System } from '../system.ts';
import { axesOf, leavesOf } from '../table-axes.ts';

/** The units counted in the cells of `plus` and not in those of `minus`. */
export interface ImplicitGroup {
	readonly name: string;
	readonly plus: readonly number[];
	readonly minus: readonly number[];
}

/**
 * Every difference of two nested groups of a table: "version 2 but not 2.1.8", and with the total as the wider
 * group every complement.
 */
export function nestedDifferences(
	system: System,
	tables: readonly PublishedTable[],
	dimensions: readonly PublishedDimension[]
): ImplicitGroup[] {
	const parentOf = new Map(
		dimensions.map(({ id, categories }) => [
			id,
			new Map(categories.map(({ code, parent }) => [code, parent]))
		])
	);
	const axesOf = new Map(tables.map(({ id, dimensions: axes }) => [id, axes]));
	const cellAt = new Map(system.places.map((place) => [placeName(place), place.cell]));
	const groups = new Map<string, ImplicitGroup>();
	for (const place of system.places) {
		const axes = axesOf.get(place.table) ?? [];
		for (const wider of widen(place.categories, axes, parentOf)) {
			const outer = cellAt.get(placeName({ table: place.table, categories: wider }));
			if (outer === undefined || outer === place.cell) continue;
			const name = `${system.keys[outer] || 'all'} without ${system.keys[place.cell] ?? ''}`;
			groups.set(`${outer}-${place.cell}`, { name, plus: [outer], minus: [place.cell] });
		}
	}
	return [...groups.values()];
}

/** Category lists that contain the given one: each category itself or an ancestor, up to the margin. */
function widen(
	categories: readonly string[],
	axes: readonly string[],
	parentOf: ReadonlyMap<string, ReadonlyMap<string, string>>
): string[][] {
	return combinations(
		categories.map((category, position) => {
			const path = [category];
			const parents = parentOf.get(axes[position] ?? '');
			for (let code = parents?.get(category); code !== undefined; code = parents?.get(code)) {
				path.push(code);
			}
			return path;
		})
	);
}

/** Cells of the leaves of one dimension in listed order, in one context of the others. */
export type Order = readonly number[];

/** Every listed order of a release, forwards and backwards. The merged rest has no place in an order and is left out. */
export function listedOrders(
	system: System,
	tables: readonly PublishedTable[],
	dimensions: readonly PublishedDimension[]
): Order[] {
	const leavesOfTable = new Map(
		tables.map((table) => [table.id, axesOf(table, dimensions).map(orderedLeaves)])
	);
	const cellAt = new Map(system.places.map((place) => [placeName(place), place.cell]));
	const orders = new Map<string, Order>();
	for (const { table, categories } of system.places) {
		for (const [position, order] of (leavesOfTable.get(table) ?? []).entries()) {
			if (order.length < 2 || categories[position] !== order[0]) continue;
			const cells = order.flatMap(
				(code) =>
					cellAt.get(placeName({ table, categories: categories.with(position, code) })) ?? []
			);
			orders.set(cells.join(), cells);
		}
	}
	return [...orders.values()].flatMap((order) => [order, order.toReversed()]);
}

/**
 * Presets over a listed order, "all versions before 2.1" or "the newest two": how many hidden cells it starts with.
 * A run that holds a published cell has at least k units in every world, so only runs of hidden cells need a goal.
 */
export function hiddenStart(order: Order, isHidden: (cell: number) => boolean): number {
	const length = order.findIndex((cell) => !isHidden(cell));
	return length < 0 ? order.length : length;
}

/** Finest categories of an additive dimension in listed order, the merged rests left out. */
function orderedLeaves({ additive, categories }: PublishedDimension): string[] {
	if (!additive) return [];
	return leavesOf({ categories }).filter((code) => !isRest(code));
}

function placeName({ table, categories }: Pick<Place, 'table' | 'categories'>): string {
	return [table, ...categories].join('\n');
}
