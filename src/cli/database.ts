// The database behind several receivers, as the environment names it.
import type { Settings } from '../lib/server/environment.ts';
import type { StoreAddress } from '../lib/server/store/store-address.ts';
import { Refusal } from './refusal.ts';

/**
 * Where the database is; `undefined` where this machine keeps its heartbeats itself.
 *
 * @throws {Refusal} wrong usage, naming the variable and what it accepts
 */
export async function databaseOf({
	databaseUrl
}: Pick<Settings, 'databaseUrl'>): Promise<StoreAddress | undefined> {
	if (databaseUrl === undefined) return undefined;
	const { parseStoreAddress } = await import('../lib/server/store/store-address.ts');
	const { SourceError } = await import('../lib/server/sources/source-error.ts');
	try {
		return parseStoreAddress(databaseUrl, 'MURMURATION_DATABASE_URL');
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		throw new Refusal(error.message, 2, { cause: error });
	}
}
