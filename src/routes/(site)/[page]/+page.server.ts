import { error } from '@sveltejs/kit';
import { findPage } from '$lib/datasets/registry.ts';
import { readPage } from '../read-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, parent }) =>
	readPage(
		findPage(params.page) ?? error(404, 'There is no page of that name.'),
		url.searchParams,
		await parent()
	);
