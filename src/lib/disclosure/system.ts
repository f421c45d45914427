// All tables of a release as one system: the set of distinct cells and the additive relations between them.
import { combinations, margin } from '../schema/cell.ts';
import type { PublishedDimension, PublishedTable } from '../schema/release.ts';
import { axesOf } from './table-axes.ts';

/** One additive relation: the parent is the sum of its children. Numbers are indices into `System.keys`. */
export interface Line {
	readonly parent: number;
	readonly children: readonly number[];
}

/** A place in a table's grid, and the cell that stands there. */
export interface Place {
	readonly table: string;
	readonly categories: readonly string[];
	readonly cell: number;
}

/**
 * Cells with the same contributors are one cell, so a margin that several tables share has one index;
 * that is what links the tables. `keys[0]` is the total.
 */
export interface System {
	readonly keys: readonly string[];
	readonly lines: readonly Line[];
	/** Every place of every table, dense, in the order of the tables and their categories, margins first. */
	readonly places: readonly Place[];
}

/**
 * Name of the group of units that a place in a table counts: its categories without margins. A code of a set
 * whose answer is the margin counts everybody, so it is left out with the answer.
 */
export function groupKey(
	dimensions: readonly PublishedDimension[],
	categories: readonly string[]
): string {
	const isOpenSet = dimensions.some(({ additive }) => !additive) && categories[1] === margin;
	return dimensions
		.map(({ id }, index) => ({ id, code: categories[index] ?? margin, index }))
		.filter(({ code, index }) => code !== margin && !(isOpenSet && index === 0))
		.map(({ id, code }) => `${id}=${code}`)
		.sort()
		.join('|');
}

/**
 * Builds the system from what is published anyway: tables and category lists. Nothing in it depends on a count,
 * so suppression and audit work on the same relations.
 */
export function toSystem(
	tables: readonly PublishedTable[],
	published: readonly PublishedDimension[]
): System {
	const indices = new Map<string, number>([['', 0]]);
	const places: Place[] = [];
	const lines = new Map<string, Line>();
	for (const table of tables) {
		const axes = axesOf(table, published);
		const cellAt = (categories: readonly string[]) => {
			const key = groupKey(axes, categories);
			const index = indices.get(key) ?? indices.size;
			indices.set(key, index);
			return index;
		};
		for (const categories of combinations(axes.map(codesOf))) {
			places.push({ table: table.id, categories, cell: cellAt(categories) });
		}
		for (const line of linesOf(axes, cellAt)) {
			lines.set(`${line.parent}:${line.children.join(',')}`, line);
		}
	}
	return { keys: [...indices.keys()], lines: [...lines.values()], places };
}

/** All codes of an axis, the margin first; a set has no margin, since its codes do not exclude each other. */
function codesOf(axis: PublishedDimension): string[] {
	const codes = axis.categories.map(({ code }) => code);
	return axis.additive ? [margin, ...codes] : codes;
}

function* linesOf(
	axes: readonly PublishedDimension[],
	cellAt: (categories: readonly string[]) => number
): Generator<Line> {
	for (const [position, axis] of axes.entries()) {
		if (!axis.additive) continue;
		const families = new Map<string, string[]>();
		for (const { code, parent } of axis.categories) {
			families.set(parent, [...(families.get(parent) ?? []), code]);
		}
		const others = combinations(
			axes.map((other, index) => (index === position ? [''] : codesOf(other)))
		);
		for (const categories of others) {
			for (const [parent, children] of families) {
				yield {
					parent: cellAt(categories.with(position, parent)),
					children: children.map((code) => cellAt(categories.with(position, code)))
				};
			}
		}
	}
}
