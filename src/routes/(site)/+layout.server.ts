import { datasetPages } from '$lib/datasets/registry.ts';
import { readEnvironment } from '$lib/server/environment.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { LayoutServerLoad } from './$types';

const { frameAncestors } = readEnvironment();

export const load: LayoutServerLoad = async ({ locals }) => ({
	frameAncestors,
	...(await publishedStore().readCatalog()),
	mayManage: locals.mayManage,
	pages: datasetPages.map(({ page: { id, title } }) => ({ id, title }))
});
