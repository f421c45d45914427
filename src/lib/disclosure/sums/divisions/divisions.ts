// What the rules for sums ask of the units behind the cells of one measure.
import type { Division } from '../../../schema/division.ts';

/** Units of a cell or group of cells: all that contribute, or the one that adds most. */
export type About = 'all' | 'largest';

/** The divisions of all tables of one measure. Cells are those of its system. */
export interface Divisions {
	/**
	 * How the sum over `cells` together divides; each contribution counts once.
	 *
	 * @param cells one, or some of the children of one line
	 * @throws {RangeError} when no table has all of the cells
	 */
	of(cells: readonly number[]): Division;
	/**
	 * What any one unit adds to a finest cell at most, of those that are none of the units `about` of `cells`; 0 where
	 * there is no such unit.
	 */
	mostOfOthers(atom: number, cells: readonly number[], about: About): number;
}
