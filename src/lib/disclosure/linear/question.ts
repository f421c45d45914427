// Tables as cross-classifications of attributes of which every unit has exactly one value.
import { margin } from '../../schema/cell.ts';
import type { PublishedDimension, PublishedTable } from '../../schema/release.ts';
import { axesOf, leavesOf, type TableAxis } from '../table-axes.ts';

/** An attribute of every unit: its categories, the finest among them, and how a key of the system names each. */
export interface Axis {
	/** A dimension, a dimension cut at a depth (`version@2`), or one code of a set. */
	readonly id: string;
	/** The dimension; axes of one dimension differ in depth only. */
	readonly dimension: string;
	/** All categories, without the margin. */
	readonly codes: readonly string[];
	readonly leaves: readonly string[];
	/** Parent of every category; the margin has none. */
	readonly parentOf: ReadonlyMap<string, string>;
	/** Parts of a cell's key that say "has this category". */
	readonly keyParts: (code: string) => readonly string[];
}

/**
 * The attribute sets of all tables. A table of a `set` asks one yes/no question per code, since a unit may have
 * several codes; so each code is an attribute of its own, called `integration=github`.
 *
 * @returns one list of axes per table, or per code of a table of a set, in their order
 */
export function toQuestions(
	tables: readonly PublishedTable[],
	dimensions: readonly PublishedDimension[]
): Axis[][] {
	return tables.flatMap((table) => {
		const axes = axesOf(table, dimensions);
		const set = axes.find(({ additive }) => !additive);
		if (!set) return [axes.map(toAxis)];
		const [answer, ...others] = axes.filter((axis) => axis !== set).map(toAxis);
		if (!answer) throw new RangeError(`the set ${set.id} has no answer`);
		return set.categories.map(({ code }) => [toYesNo(`${set.id}=${code}`, answer), ...others]);
	});
}

function toAxis({ id, attribute, categories }: TableAxis): Axis {
	return {
		id: attribute,
		dimension: id,
		codes: categories.map(({ code }) => code),
		leaves: leavesOf({ categories }),
		parentOf: new Map(categories.map(({ code, parent }) => [code, parent])),
		keyParts: (code) => (code === margin ? [] : [`${id}=${code}`])
	};
}

function toYesNo(id: string, answer: Axis): Axis {
	const keyParts = (code: string) => (code === margin ? [] : [id, ...answer.keyParts(code)]);
	return { ...answer, id, dimension: id, keyParts };
}
