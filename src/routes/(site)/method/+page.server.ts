import { findDataset } from '$lib/datasets/registry.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { datasets } = await parent();
	const proofs = await Promise.all(
		datasets.map(async ({ id, title }) => {
			const manifests = await publishedStore().readManifests(id);
			const [newest] = manifests;
			const releases = manifests.map(({ period, withheld, audit }) => ({
				period,
				withheld,
				...audit
			}));
			return { id, title, policy: newest?.policy, method: newest?.versions.method, releases };
		})
	);
	return {
		policy: proofs[0]?.policy,
		method: proofs[0]?.method,
		proofs: proofs.map(({ id, title, releases }) => ({ id, title, releases })),
		hasRecords: datasets.some(({ id }) => findDataset(id)?.record !== undefined)
	};
};
