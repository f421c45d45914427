// Tables as cross-classifications of attributes of which every unit has exactly one value.
import { margin } from '../../schema/cell.ts';
import type { PublishedDimension, PublishedTable } from '../../schema/release.ts';

/** An attribute of every unit: its categories, the finest among them, and how a key of the system names each. */
export interface Axis {
	readonly id: string;
	/** All categories, without the margin. */
	readonly codes: readonly string[];
	readonly leaves: readonly string[];
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
	const known = new Map(dimensions.map((dimension) => [dimension.id, dimension]));
	return tables.flatMap(({ dimensions: ids }) => {
		const axes = ids.map((id) => {
			const dimension = known.get(id);
			if (!dimension) throw new RangeError(`no published dimension ${id}`);
			return dimension;
		});
		const set = axes.find(({ additive }) => !additive);
		if (!set) return [axes.map(toAxis)];
		const [answer, ...others] = axes.filter((axis) => axis !== set).map(toAxis);
		if (!answer) throw new RangeError(`the set ${set.id} has no answer`);
		return set.categories.map(({ code }) => [toYesNo(`${set.id}=${code}`, answer), ...others]);
	});
}

/** Finest categories of a dimension: those that are nobody's parent, in listed order. */
function toAxis({ id, categories }: PublishedDimension): Axis {
	const parents = new Set(categories.map(({ parent }) => parent));
	const codes = categories.map(({ code }) => code);
	const leaves = codes.filter((code) => !parents.has(code));
	return { id, codes, leaves, keyParts: (code) => (code === margin ? [] : [`${id}=${code}`]) };
}

function toYesNo(id: string, answer: Axis): Axis {
	const keyParts = (code: string) => (code === margin ? [] : [id, ...answer.keyParts(code)]);
	return { ...answer, id, keyParts };
}
