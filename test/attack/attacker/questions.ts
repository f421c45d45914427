// What the tables ask of every unit: attributes of which it has one value each, read from the rows that are there.
import type { ReadCell, ReadDimension, ReadRelease } from './published.ts';

/** An attribute down to one depth of its hierarchy. */
export interface Attribute {
	/** Dimension, or `integration=github` for one code of a set. */
	readonly dimension: string;
	/** The same for every table that shows the dimension to the same depth. */
	readonly id: string;
	readonly leaves: readonly string[];
	/** A code and everything above it, without the margin. */
	readonly pathOf: (code: string) => readonly string[];
}

/** One table, or one code of a table of a set, as a classification of all units. */
export interface Question {
	readonly attributes: readonly Attribute[];
	readonly cells: readonly QuestionCell[];
}

/** A cell with its codes in the order of the question's attributes. */
export interface QuestionCell {
	readonly name: string;
	readonly codes: readonly string[];
	readonly value: number | null;
}

/** Reads every table; how deep it shows a dimension is seen from its rows. */
export function readQuestions({ manifest, cells }: ReadRelease): Question[] {
	const dimensions = new Map(manifest.dimensions.map((dimension) => [dimension.id, dimension]));
	return manifest.tables.flatMap((table) => {
		const rows = cells.filter((cell) => cell.table === table.id);
		const axes = table.dimensions.flatMap((id) => dimensions.get(id) ?? []);
		if (axes[0]?.additive !== false) return [toQuestion(rows, axes, 0, undefined)];
		return axes[0].categories.map(({ code }) => {
			const own = rows.filter(({ categories }) => categories[0] === code);
			return toQuestion(own, axes, 1, `${axes[0]?.id ?? ''}=${code}`);
		});
	});
}

function toQuestion(
	rows: readonly ReadCell[],
	axes: readonly ReadDimension[],
	from: number,
	set: string | undefined
): Question {
	const attributes = axes.slice(from).map((axis, index) => {
		const shown = new Set(rows.map(({ categories }) => categories[from + index] ?? ''));
		return toAttribute(axis, shown, index === 0 ? set : undefined);
	});
	const cells = rows.map(({ table, categories, value }) => ({
		name: `${table}: ${categories.join(', ')}`,
		codes: categories.slice(from),
		value
	}));
	return { attributes, cells };
}

function toAttribute(
	axis: ReadDimension,
	shown: ReadonlySet<string>,
	set: string | undefined
): Attribute {
	const categories = axis.categories.filter(({ code }) => shown.has(code));
	const parentOf = new Map(categories.map(({ code, parent }) => [code, parent]));
	const parents = new Set(parentOf.values());
	const leaves = [...parentOf.keys()].filter((code) => !parents.has(code));
	const pathOf = (code: string): string[] => {
		const parent = parentOf.get(code);
		return parent === undefined || parent === '*' ? [code] : [code, ...pathOf(parent)];
	};
	const dimension = set ?? axis.id;
	return { dimension, id: JSON.stringify([dimension, leaves]), leaves, pathOf };
}

/** Whether `fine` tells `coarse`: the same dimension, shown at least as deep. */
export function tells(fine: Attribute, coarse: Attribute): boolean {
	if (fine.dimension !== coarse.dimension) return false;
	return fine.leaves.every((leaf) =>
		fine.pathOf(leaf).some((code) => coarse.leaves.includes(code))
	);
}
