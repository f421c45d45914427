import { error } from '@sveltejs/kit';
import { findPage } from '$lib/datasets/registry.ts';
import { readPage } from '../read-page.ts';
import type { PageServerLoad } from './$types';
import { texts } from '$lib/texts/texts.ts';

export const load: PageServerLoad = async ({ params, url, parent }) =>
	readPage(
		findPage(params.page) ?? error(404, texts.problems.noPage),
		url.searchParams,
		await parent()
	);
