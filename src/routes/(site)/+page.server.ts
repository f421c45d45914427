import { error } from '@sveltejs/kit';
import { findPage } from '$lib/datasets/registry.ts';
import type { PageServerLoad } from './$types';
import { readPage } from './read-page.ts';

export const load: PageServerLoad = async ({ url, parent }) =>
	readPage(findPage('') ?? error(404), url.searchParams, await parent());
