// Several machines receive, one publishes: the one whose folder holds every release that was made of the store. Another
// one would count a closed period once more, later heartbeats included, and two releases of a period would differ.
import { datasets } from '../../../datasets/registry.ts';
import { PublishedStore } from '../../published/published-store.ts';
import type { PublishTurn } from '../publish.ts';
import type { HeartbeatStore, ReleaseName } from '../../store/heartbeat-store.ts';

/** What came of asking for the turn. */
export type Turn<Result> =
	| { readonly result: Result }
	/** Another machine publishes at this moment. */
	| { readonly busy: true }
	/** Releases that only another folder has. */
	| { readonly missing: readonly ReleaseName[] };

/**
 * Does `work` while no other machine publishes, where this data folder may publish at all. Every release is recorded in
 * the store once it is there; those that a stopped turn left unrecorded are at the start of the next one.
 */
export async function takeTurn<Result>(
	store: HeartbeatStore,
	dataFolder: string,
	work: (turn: PublishTurn) => Promise<Result>
): Promise<Turn<Result>> {
	const turn = await store.whilePublishing(async () => {
		const known = await store.readReleases();
		const here = await listReleases(dataFolder);
		const missing = without(known, here);
		if (missing.length > 0) return { missing };
		const unrecorded = without(here, known);
		if (unrecorded.length > 0) await store.recordReleases(unrecorded);
		const result = await work({
			confirm: () => store.confirmTurn(),
			published: (release) => store.recordReleases([release])
		});
		return { result };
	});
	return turn ?? { busy: true };
}

function without(releases: readonly ReleaseName[], others: readonly ReleaseName[]): ReleaseName[] {
	const keys = new Set(others.map(toKey));
	return releases.filter((release) => !keys.has(toKey(release)));
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
