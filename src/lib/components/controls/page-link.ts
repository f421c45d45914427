// Links from one view to another: the same page, asked differently.
import { resolve } from '$app/paths';
import type { ResolvedPathname } from '$app/types';
import type { PageQuery } from '../../chart/chart-query.ts';
import { toSearch } from '../../chart/search.ts';

export type PagePath = '/' | `/tables/${string}`;

export function pageLink(
	path: PagePath,
	query: { readonly [Name in keyof PageQuery]?: PageQuery[Name] | undefined }
): ResolvedPathname {
	return resolve(`${path}${toSearch(query)}`);
}
