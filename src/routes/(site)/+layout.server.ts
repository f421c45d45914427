import { datasetPages } from '$lib/datasets/registry.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async () => ({
	...(await publishedStore().readCatalog()),
	pages: datasetPages.map(({ page: { id, title } }) => ({ id, title }))
});
