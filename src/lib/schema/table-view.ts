// One table over a range of periods, as every reader gets it: pages, charts, CSV, JSON and embeds are made from this.
import type { CellStatus } from './cell.ts';
import type { Note, Phrase } from './dataset.ts';
import type { Granularity, Period } from './period.ts';
import type { Policy } from './policy.ts';
import type { Category } from './release.ts';

/** A dimension of a view: every category published in at least one of its periods, with the names people read. */
export interface ViewDimension {
	readonly id: string;
	readonly title: string;
	readonly additive: boolean;
	/** Without the margin; parents before children, versions old to new, the rest last. */
	readonly categories: readonly Category[];
	readonly labels: Readonly<Record<string, string>>;
	/** What units did to be counted in a category; `were on {}` by default. */
	readonly phrase?: Phrase;
}

/** A cell of one period. `categories` follows the dimensions of the view; `*` is the margin. */
export interface ViewCell {
	readonly period: string;
	readonly categories: readonly string[];
	readonly value: number | null;
	readonly status: CellStatus;
	/** Of a published sum: the true one lies within half a step of the value. */
	readonly step?: number;
}

/**
 * A published table over `periods`. The grid is dense: every category published anywhere in the range stands in
 * every period, hidden where that period's release does not name it, missing where the period has no release.
 */
export interface TableView {
	readonly dataset: string;
	readonly table: string;
	readonly title: string;
	readonly unit: { readonly one: string; readonly many: string };
	readonly measure: string;
	/** Of a table of sums: who adds to them, and what each adds at most. `unit` is what is added up. */
	readonly sum?: { readonly by: string; readonly most: number };
	readonly granularity: Granularity;
	readonly periods: readonly Period[];
	/** Policy of the newest release in the range. */
	readonly policy: Policy;
	readonly synthetic: boolean;
	readonly dimensions: readonly ViewDimension[];
	readonly notes: readonly Note[];
	/** Periods whose numbers are the first after a change of meaning, ascending. */
	readonly breaks?: readonly string[];
	/** Periods that have a release, but one without this table, ascending: it was not collected then. */
	readonly uncollected?: readonly string[];
	/** By period, then in the order of the dimensions' categories with the margin first. */
	readonly cells: readonly ViewCell[];
}
