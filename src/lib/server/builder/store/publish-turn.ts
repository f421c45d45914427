// Several machines receive, one publishes: the one whose folder holds every release that was made of the store. Another
// one would count a closed period once more, later heartbeats included, and two releases of a period would differ.
import { datasets } from '../../../datasets/registry.ts';
import { PublishedStore } from '../../published/published-store.ts';
import type { HeartbeatStore, ReleaseName } from '../../store/heartbeat-store.ts';

/** What came of asking for the turn. */
export type Turn<Result> =
	| { readonly result: Result }
	/** Another machine publishes at this moment. */
	| { readonly busy: true }
	/** Releases that only another folder has. */
	| { readonly missing: readonly ReleaseName[] };

/**
 * Does `work` while no other machine publishes, where this data folder may publish at all, and records what it has
 * published by then.
 */
export async function takeTurn<Result>(
	store: HeartbeatStore,
	dataFolder: string,
	work: () => Promise<Result>
): Promise<Turn<Result>> {
	const turn = await store.whilePublishing(async () => {
		const known = await store.readReleases();
		const here = new Set((await listReleases(dataFolder)).map(toKey));
		const missing = known.filter((release) => !here.has(toKey(release)));
		if (missing.length > 0) return { missing };
		const result = await work();
		await recordNew(store, dataFolder, known);
		return { result };
	});
	return turn ?? { busy: true };
}

async function recordNew(
	store: HeartbeatStore,
	dataFolder: string,
	known: readonly ReleaseName[]
): Promise<void> {
	const keys = new Set(known.map(toKey));
	const fresh = (await listReleases(dataFolder)).filter((release) => !keys.has(toKey(release)));
	if (fresh.length > 0) await store.recordReleases(fresh);
}

/** Releases of one's own data; those of the sample are nobody's. */
async function listReleases(dataFolder: string): Promise<ReleaseName[]> {
	const store = new PublishedStore(dataFolder);
	const manifests = await Promise.all(datasets.map(({ id }) => store.readManifests(id)));
	return manifests
		.flat()
		.filter(({ synthetic }) => !synthetic)
		.map(({ dataset, period }) => ({ dataset, period }));
}

function toKey({ dataset, period }: ReleaseName): string {
	return `${dataset} ${period}`;
}
