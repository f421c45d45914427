import { error, redirect } from '@sveltejs/kit';
import { datasetPages, findPage } from '$lib/datasets/registry.ts';
import type { PageServerLoad } from './$types';
import { readPage } from './read-page.ts';

/** The overview, or the first page of what is published where that is something else. */
export const load: PageServerLoad = async ({ url, parent }) => {
	const published = await parent();
	const overview = findPage('') ?? error(404);
	const isPublished = (dataset: string) => published.datasets.some(({ id }) => id === dataset);
	const other = datasetPages.find(({ dataset }) => isPublished(dataset));
	if (other && !isPublished(overview.dataset)) redirect(307, `/${other.page.id}`);
	return readPage(overview, url.searchParams, published);
};
