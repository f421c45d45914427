// Query strings of links. Apart from the schemas, as the browser builds links too and needs no schema for it.
import type { PageQuery } from './chart-query.ts';

/** What a view shows when nobody says otherwise. */
export const assumed = {
	granularity: 'week',
	measure: 'share',
	level: 'minor'
} as const satisfies Partial<PageQuery>;

const names = ['granularity', 'from', 'to', 'measure', 'level'] as const;

/** The part of `query` that says more than what is assumed, in a fixed order: `?from=…`, or empty. */
export function toSearch(query: { readonly [Name in keyof PageQuery]?: PageQuery[Name] | undefined }): string {
	const usual: Partial<PageQuery> = assumed;
	const said = names.flatMap((name): [string, string][] => {
		const value = query[name];
		return value === undefined || value === usual[name] ? [] : [[name, value]];
	});
	return said.length === 0 ? '' : `?${new URLSearchParams(said).toString()}`;
}
