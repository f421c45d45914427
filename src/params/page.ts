import { findPage } from '$lib/datasets/registry.ts';

/** Whether a path is that of a page of a dataset; the overview has a route of its own. */
export function match(param: string): boolean {
	return param !== '' && findPage(param) !== undefined;
}
