// What is known of the sums of a period before they are protected: what each unit adds, or how the sums divide.
import type { PublishedTable } from '../../../schema/release.ts';
import type { CategoryTree } from '../../category-tree.ts';
import type { System } from '../../system.ts';
import { Aggregates, type Aggregate } from './aggregates.ts';
import { capContributions, Contributions, type Contribution } from './contributions.ts';
import type { Divisions } from './divisions.ts';

/**
 * Rows per id of a table of sums; a table that is not there has nothing to show. No unit of aggregates adds more than
 * the bound of its sum: whoever added up has cut off what was beyond.
 */
export type Amounts =
	| { readonly of: 'units'; readonly rows: ReadonlyMap<string, readonly Contribution[]> }
	| { readonly of: 'aggregates'; readonly rows: ReadonlyMap<string, readonly Aggregate[]> };

/** Sums to which nobody adds anything. */
export const noAmounts: Amounts = { of: 'units', rows: new Map() };

/**
 * The divisions of the tables of one measure.
 *
 * @param system of the tables, all dimensions additive
 * @param most what one unit adds at most
 */
export function toDivisions(
	{ of, rows }: Amounts,
	system: System,
	tables: readonly PublishedTable[],
	trees: ReadonlyMap<string, CategoryTree>,
	most: number
): Divisions {
	if (of === 'aggregates') return new Aggregates(system, tables, trees, rows);
	const capped = tables.map(({ id }) => [id, capContributions(rows.get(id) ?? [], most)] as const);
	return new Contributions(system, tables, trees, new Map(capped));
}
