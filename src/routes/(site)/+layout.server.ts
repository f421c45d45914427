import { datasetPages } from '$lib/datasets/registry.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => ({
	...(await publishedStore().readCatalog()),
	mayManage: locals.mayManage,
	pages: datasetPages.map(({ page: { id, title } }) => ({ id, title }))
});
