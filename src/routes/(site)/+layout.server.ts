import { datasetPages } from '$lib/datasets/registry.ts';
import { readEnvironment } from '$lib/server/environment.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { LayoutServerLoad } from './$types';

const { frameAncestors } = readEnvironment();

/** Pages of a dataset are named once it has a release; all of them while nothing is published. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const { datasets } = await publishedStore().readCatalog();
	const ids = datasets.map(({ id }) => id);
	const pages = datasetPages.filter(({ dataset }) => ids.length === 0 || ids.includes(dataset));
	return {
		frameAncestors,
		datasets,
		mayManage: locals.mayManage,
		pages: pages.map(({ page: { id, title } }) => ({ id, title }))
	};
};
