// Makes one dense table over many releases.
import { combinations, margin, rest } from '../../schema/cell.ts';
import { compareCategories, dimensionOf, type Dataset } from '../../schema/dataset.ts';
import type { Period } from '../../schema/period.ts';
import type { Category, Manifest } from '../../schema/release.ts';
import type { PublishedSum } from '../../schema/sum.ts';
import type { TableView, ViewCell, ViewDimension } from '../../schema/table-view.ts';
import { texts } from '../../texts/texts.ts';

/** A cell as stored, with the period whose release it is from. */
export interface StoredCell {
	readonly period: string;
	readonly categories: readonly string[];
	readonly value: number | null;
	readonly step?: number | null | undefined;
}

/**
 * Joins the releases of a range into one view. A category that a period's release does not name is hidden there,
 * as it was counted in the rest; a period without a release is missing.
 *
 * @param manifests releases within `periods`, oldest first, at least one; all have the table
 */
export function toTableView(
	dataset: Dataset,
	table: string,
	periods: readonly Period[],
	manifests: readonly Manifest[],
	stored: readonly StoredCell[]
): TableView {
	const newest = manifests.at(-1);
	const definition = newest?.tables.find(({ id }) => id === table);
	const period = periods[0];
	if (!newest || !definition || !period) throw new RangeError(`no release has the table ${table}`);
	const sum = newest.sums?.find(({ id }) => id === definition.measure);
	const dimensions = definition.dimensions
		.map((id) => toViewDimension(dataset, id, definition.depth?.[id], manifests))
		.map((dimension) => (sum ? toSummed(dimension, sum, newest.unit.many) : dimension));
	const values = new Map(stored.map((cell) => [keyOf(cell.period, cell.categories), cell]));
	const released = new Set(manifests.map((manifest) => manifest.period));
	const grid = gridOf(dimensions);
	const cells = periods.flatMap(({ id }) =>
		grid.map((categories): ViewCell => {
			const { value = null, step } = values.get(keyOf(id, categories)) ?? {};
			const place = { period: id, categories };
			if (!released.has(id)) return { ...place, value: null, status: 'missing' };
			if (value === null) return { ...place, value, status: 'hidden' };
			return { ...place, value, status: 'published', ...(step && { step }) };
		})
	);
	return {
		dataset: dataset.id,
		table,
		title: definition.title,
		unit: sum?.unit ?? newest.unit,
		measure: sum?.id ?? newest.measure,
		...(sum && { sum: { by: newest.unit.many, most: sum.most } }),
		granularity: period.granularity,
		periods,
		policy: newest.policy,
		synthetic: manifests.some((manifest) => manifest.synthetic),
		dimensions,
		notes: dataset.notes.filter((note) => note.tables.includes(table)),
		cells
	};
}

/** A dimension of a table of sums: codes of a set add up, and a band is of those who add, not of what they add. */
function toSummed(dimension: ViewDimension, { bands }: PublishedSum, by: string): ViewDimension {
	const isBand = bands?.dimension === dimension.id;
	return { ...dimension, additive: true, ...(isBand && { phrase: texts.sums.cameFrom(by) }) };
}

/** Union of a dimension's categories over all releases, down to `depth` levels, in the dataset's order, the rest last among siblings. */
function toViewDimension(
	dataset: Dataset,
	id: string,
	depth = Number.POSITIVE_INFINITY,
	manifests: readonly Manifest[]
): ViewDimension {
	const definition = dimensionOf(dataset, id);
	const published = manifests.flatMap(({ dimensions }) =>
		dimensions.filter((one) => one.id === id)
	);
	const families = new Map<string, Set<string>>();
	for (const { code, parent } of published.flatMap(({ categories }) => categories)) {
		families.set(parent, (families.get(parent) ?? new Set()).add(code));
	}
	const isRest = (code: string) => published[0]?.additive === true && code.endsWith(rest);
	const order = compareCategories(definition);
	const below = (parent: string, levels: number): Category[] =>
		levels === 0
			? []
			: [...(families.get(parent) ?? [])]
					.sort((a, b) => Number(isRest(a)) - Number(isRest(b)) || order(a, b))
					.flatMap((code) => [{ code, parent }, ...below(code, levels - 1)]);
	const categories = below(margin, depth);
	const labels = categories.map(({ code }) => [code, definition.labels[code] ?? toLabel(code)]);
	return {
		id,
		title: definition.title,
		additive: published[0]?.additive ?? true,
		categories,
		phrase: definition.phrase,
		labels: Object.fromEntries([[margin, 'All'], ...labels]) as Record<string, string>
	};
}

/** Name of a category that its dataset does not name: `other` → `Other`, `2.1 other` → `Other 2.1`. */
function toLabel(code: string): string {
	if (code === rest) return 'Other';
	if (code === 'unknown') return 'Unknown';
	return code.endsWith(` ${rest}`) ? `Other ${code.slice(0, -rest.length - 1)}` : code;
}

function gridOf(dimensions: readonly ViewDimension[]): string[][] {
	const axes = dimensions.map(({ additive, categories }) => [
		...(additive ? [margin] : []),
		...categories.map(({ code }) => code)
	]);
	return combinations(axes);
}

function keyOf(period: string, categories: readonly string[]): string {
	return [period, ...categories].join('|');
}
