// Storage that several machines share their releases by, as the environment names it.
import type { Settings } from '../lib/server/environment.ts';
import type { SharedReleases } from '../lib/server/published/shared/shared-releases.ts';

/** What is shared; `undefined` where releases stay in the data folder. */
export async function sharedOf({
	dataFolder,
	sharedStorage
}: Pick<Settings, 'dataFolder' | 'sharedStorage'>): Promise<SharedReleases | undefined> {
	if (!sharedStorage) return undefined;
	const { SharedReleases } = await import('../lib/server/published/shared/shared-releases.ts');
	return new SharedReleases(dataFolder, sharedStorage);
}
