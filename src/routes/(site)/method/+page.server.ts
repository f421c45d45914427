import { publishedStore } from '$lib/server/published/store.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const [dataset] = (await parent()).datasets;
	const manifests = dataset ? await publishedStore().readManifests(dataset.id) : [];
	return {
		policy: manifests[0]?.policy,
		method: manifests[0]?.versions.method,
		releases: manifests.map(({ period, withheld, audit }) => ({ period, withheld, ...audit }))
	};
};
