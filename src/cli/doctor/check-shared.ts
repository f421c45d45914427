// Whether the storage that releases are shared by can be used, and whether this machine has what is there.
import type { Settings } from '../../lib/server/environment.ts';
import { readRun } from '../../lib/server/operations/runs.ts';
import { sharedOf } from '../shared.ts';
import type { Finding } from './checks.ts';

/** Releases that are here are served without it. */
export async function checkShared(settings: Settings): Promise<Finding> {
	const name = 'shared storage';
	const shared = await sharedOf(settings);
	if (!shared) return { name, ok: true, found: 'none, releases stay on this machine' };
	const { SharedStoreError } = await import('../../lib/server/published/shared/shared-store.ts');
	const last = await readRun(settings.dataFolder, 'followed');
	const before = last ? `last seen ${new Date(last.at).toISOString()}` : 'never seen before';
	try {
		const { look } = await shared.follow();
		const [first] = look.refused;
		if (!first) return { name, ok: true, found: `${look.there.size} releases, ${before}` };
		return {
			name,
			ok: false,
			found: `${look.refused.length} releases are refused; ${first.dataset} ${first.period}: ${first.reason}`,
			advice:
				'where one differs, two machines published: move the folder of the one that shall not count away. What is damaged there comes right from the machine that published it once its object below releases/ is removed'
		};
	} catch (error) {
		if (!(error instanceof SharedStoreError)) throw error;
		return {
			name,
			ok: false,
			found: `${error.message}; ${before}`,
			advice: 'what is here is served; nothing is published until it can be used again'
		};
	}
}
