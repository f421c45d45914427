// Which categories stand side by side at one level, so that together they make up the total.
import { isRest, margin } from '../../schema/cell.ts';
import type { Category } from '../../schema/release.ts';
import type { ViewDimension } from '../../schema/table-view.ts';
import { texts } from '../../texts/texts.ts';

/** Whether a code says that the value could not be read. */
export function isUnknown(code: string): boolean {
	return code === 'unknown';
}

/** Whether the categories of a dimension have an order of their own: versions, and majors of runtimes. */
export function isOrdered(dimension: ViewDimension): boolean {
	const named = dimension.categories.filter(({ code }) => !isRest(code) && !isUnknown(code));
	return named.length > 0 && named.every(({ code }) => /^\d/.test(code));
}

/** Whether a dimension has more than one level. */
export function hasLevels(dimension: ViewDimension): boolean {
	return dimension.categories.some(({ parent }) => parent !== margin);
}

/**
 * The categories that split the total at `depth` (0 = children of the margin), in the order of the dimension:
 * those of that depth, and those above it that nothing is below.
 */
export function partition(dimension: ViewDimension, depth: number): Category[] {
	const parents = new Map(dimension.categories.map(({ code, parent }) => [code, parent]));
	const hasChildren = new Set(parents.values());
	const depthOfCode = (code: string): number => {
		const parent = parents.get(code);
		return parent === undefined || parent === margin ? 0 : 1 + depthOfCode(parent);
	};
	return dimension.categories.filter(({ code }) => {
		const own = depthOfCode(code);
		return own === depth || (own < depth && !hasChildren.has(code));
	});
}

/** Codes as a table lists them: newest first where they have an order, as new is what people look for; rests always last. */
export function inReadingOrder(dimension: ViewDimension, depth = 0): string[] {
	const codes = partition(dimension, depth).map(({ code }) => code);
	if (!isOrdered(dimension)) return codes;
	const place = (code: string) => Number(isUnknown(code)) + 2 * Number(isRest(code));
	return codes.reverse().sort((a, b) => place(a) - place(b));
}

/** The name people read for a category. */
export function labelOf(dimension: ViewDimension, code: string): string {
	const label = dimension.labels[code] ?? code;
	return label.endsWith('-pre') ? texts.readings.preRelease(label.slice(0, -4)) : label;
}
