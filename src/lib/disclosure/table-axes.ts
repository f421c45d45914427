// What a table classifies by: its dimensions, each down to the depth that the table shows.
import type { Category, PublishedDimension, PublishedTable } from '../schema/release.ts';

/** A dimension of a table with the categories that the table shows. */
export interface TableAxis extends PublishedDimension {
	/** The dimension's id, or `version@2` where the table shows only two of its levels. */
	readonly attribute: string;
}

/**
 * The axes of a table, in its order.
 *
 * @throws {RangeError} when the table names a dimension that is not published
 */
export function axesOf(
	{ id: table, dimensions: ids, depth = {} }: PublishedTable,
	published: readonly PublishedDimension[]
): TableAxis[] {
	return ids.map((id) => {
		const dimension = published.find((one) => one.id === id);
		if (!dimension) throw new RangeError(`table ${table} names no published dimension ${id}`);
		const deepest = depth[id] ?? Number.POSITIVE_INFINITY;
		const categories = cutAt(dimension.categories, deepest);
		const isWhole = categories.length === dimension.categories.length;
		return { ...dimension, categories, attribute: isWhole ? id : `${id}@${deepest}` };
	});
}

/** Finest categories of an axis: those that are nobody's parent, in listed order. */
export function leavesOf({ categories }: Pick<PublishedDimension, 'categories'>): string[] {
	const parents = new Set(categories.map(({ parent }) => parent));
	return categories.map(({ code }) => code).filter((code) => !parents.has(code));
}

/** Categories at most `deepest` levels below the margin. Parents are listed before their children. */
function cutAt(categories: readonly Category[], deepest: number): Category[] {
	const levels = new Map<string, number>();
	return categories.filter(({ code, parent }) => {
		const level = (levels.get(parent) ?? 0) + 1;
		levels.set(code, level);
		return level <= deepest;
	});
}
