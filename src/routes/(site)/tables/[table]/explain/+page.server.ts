import { error } from '@sveltejs/kit';
import { toStory } from '$lib/components/explain/story.ts';
import { findExplanation } from '$lib/server/http/find-explanation.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import { refuse } from '../../../../accept.ts';
import { readDatasetOf } from '../../../../read-views.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const { id: dataset } = await readDatasetOf(params.table);
	const request = { store: publishedStore(), dataset, ...params, parameters: url.searchParams };
	const found = await findExplanation(request);
	if (found.status === 400) refuse(found.problems);
	if (found.status === 404) error(404, found.reason);
	const { explanation, view } = found;
	return {
		story: toStory(explanation, view),
		back: { granularity: view.granularity, from: explanation.period, to: explanation.period }
	};
};
