// Which finest groups of a part make up a cell.
import type { LinearModel } from '../../linear/linear-model.ts';

/** Positions of one part's atoms per cell, for every cell that is a sum of some of them. */
export function atomsByCell(
	atoms: readonly number[],
	lines: LinearModel['lines']
): ReadonlyMap<number, readonly number[]> {
	const known = new Map<number, readonly number[]>(
		atoms.map((cell, position) => [cell, [position]])
	);
	let waiting = lines;
	for (let before = -1; before !== known.size;) {
		before = known.size;
		waiting = waiting.filter(({ parent, children }) => {
			if (known.has(parent)) return false;
			const inside = children.flatMap((child) => known.get(child) ?? [-1]);
			if (inside.includes(-1)) return true;
			known.set(parent, inside);
			return false;
		});
	}
	return known;
}
