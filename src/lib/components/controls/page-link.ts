// Links from one view to another: the same page, asked differently.
import { resolve } from '$app/paths';
import type { ResolvedPathname } from '$app/types';
import { toSearch, type Asked } from '../../chart/search.ts';

export type PagePath = `/${string}`;

export function pageLink(path: PagePath, asked: Asked): ResolvedPathname {
	const search = toSearch(asked);
	return path === '/' ? resolve(`/${search}`) : resolve(`${path}${search}`);
}
