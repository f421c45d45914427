// The tables of a release as places, and which places count the same units.
import { margin, rest } from '../schema/cell.ts';
import type { Category, PublishedDimension } from '../schema/release.ts';
import type { Manifest } from '../schema/release.ts';

/** An attribute that every unit has exactly one finest category of. */
export interface Attribute {
	/** A dimension, a dimension down to a depth (`version@2`), or one code of a set. */
	readonly id: string;
	/** What cells are named by; attributes of one dimension differ in depth only. */
	readonly dimension: string;
	readonly categories: readonly Category[];
	/** Finest categories in listed order. */
	readonly leaves: readonly string[];
}

/** A table, or one code of a table of a set, as a classification of all units. */
export interface Question {
	readonly table: string;
	/** Code of the set, when the table is about one. */
	readonly code: string | undefined;
	readonly attributes: readonly Attribute[];
}

/** Splits tables into questions: each code of a set is a yes/no attribute of its own, `integration=github`. */
export function readQuestions({
	tables,
	dimensions
}: Pick<Manifest, 'tables' | 'dimensions'>): Question[] {
	const known = new Map(dimensions.map((dimension) => [dimension.id, dimension]));
	return tables.flatMap(({ id, dimensions: ids, depth = {} }): Question[] => {
		const axes = ids.map((axis) => known.get(axis) ?? noSuch(axis));
		const toAttribute = (axis: PublishedDimension) => readAttribute(axis, depth[axis.id]);
		const [set, answer, ...others] = axes;
		if (!set || set.additive) {
			return [{ table: id, code: undefined, attributes: axes.map(toAttribute) }];
		}
		if (!answer) return noSuch(`answer of ${set.id}`);
		return set.categories.map(({ code }) => {
			const yesNo = {
				...toAttribute(answer),
				id: `${set.id}=${code}`,
				dimension: `${set.id}=${code}`
			};
			return { table: id, code, attributes: [yesNo, ...others.map(toAttribute)] };
		});
	});
}

/** Name of a place as people find it in the table. */
export function placeName({ table, code }: Question, codes: readonly string[]): string {
	return `${table}: ${(code === undefined ? codes : [code, ...codes]).join(', ')}`;
}

/** Name of the group that a place counts; places with the same group must show the same. */
export function groupOf({ attributes }: Question, codes: readonly string[]): string {
	return attributes
		.map(({ dimension }, index) => ({ dimension, code: codes[index] ?? margin }))
		.filter(({ code }) => code !== margin)
		.map(({ dimension, code }) => JSON.stringify([dimension, code]))
		.sort()
		.join();
}

/** A category, its parents, and the margin. */
export function pathOf(attribute: Pick<Attribute, 'categories'>, code: string): string[] {
	if (code === margin) return [margin];
	const parent = attribute.categories.find((category) => category.code === code)?.parent ?? margin;
	return [code, ...pathOf(attribute, parent)];
}

/** Every code of an attribute, the margin first. */
export function codesOf({ categories }: Attribute): string[] {
	return [margin, ...categories.map(({ code }) => code)];
}

/** Whether a code is a merged rest, which has no place in an order. */
export function isRest(code: string): boolean {
	return code === rest || code.endsWith(` ${rest}`);
}

/** All combinations of one item from each list, the last list running fastest. */
export function combine(lists: readonly (readonly string[])[]): string[][] {
	let rows: string[][] = [[]];
	for (const list of lists) rows = rows.flatMap((row) => list.map((item) => [...row, item]));
	return rows;
}

/** A dimension as one table shows it: all its categories, or those at most `depth` levels below the margin. */
function readAttribute(dimension: PublishedDimension, depth = Infinity): Attribute {
	const categories = dimension.categories.filter(
		({ code }) => pathOf(dimension, code).length - 1 <= depth
	);
	const leaves = categories
		.map(({ code }) => code)
		.filter((code) => !categories.some(({ parent }) => parent === code));
	const isWhole = categories.length === dimension.categories.length;
	const id = isWhole ? dimension.id : `${dimension.id}@${depth}`;
	return { id, dimension: dimension.id, categories, leaves };
}

function noSuch(name: string): never {
	throw new CheckError(name, 'the release has no such dimension');
}

/** A release or certificate that can't be right, with the cell or attribute where that shows. */
export class CheckError extends Error {
	override readonly name = 'CheckError';
	readonly cell: string;

	constructor(cell: string, reason: string) {
		super(reason);
		this.cell = cell;
	}
}
