// Whether the database behind several receivers can be used.
import type { Settings } from '../../lib/server/environment.ts';
import { databaseOf } from '../database.ts';
import type { Finding } from './checks.ts';

/** Heartbeats are taken without it; what it can't take waits in the inbox. */
export async function checkDatabase(settings: Settings): Promise<Finding> {
	const name = 'database';
	const database = await databaseOf(settings);
	if (!database) return { name, ok: true, found: 'none, heartbeats stay on this machine' };
	const { StoreError } = await import('../../lib/server/store/store-error.ts');
	const { withStore } = await import('../../lib/server/store/with-store.ts');
	try {
		const span = await withStore(database, (store) => store.readSpan());
		const holds = span ? `heartbeats of ${span.first} to ${span.last}` : 'no heartbeats yet';
		return { name, ok: true, found: `${database.name} can be used, ${holds}` };
	} catch (error) {
		if (!(error instanceof StoreError)) throw error;
		return {
			name,
			ok: false,
			found: error.message,
			advice:
				'start it, or correct MURMURATION_DATABASE_URL; its user needs the right to make a schema in the database, or in ClickHouse the database and its tables'
		};
	}
}
