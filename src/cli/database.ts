// The database behind several receivers, as the environment names it.
import type { Settings } from '../lib/server/environment.ts';
import type { DatabaseAddress } from '../lib/server/sources/postgres/database-address.ts';
import { Refusal } from './refusal.ts';

/**
 * Where the database is; `undefined` where this machine keeps its heartbeats itself.
 *
 * @throws {Refusal} wrong usage, naming the variable and what it accepts
 */
export async function databaseOf({
	databaseUrl
}: Pick<Settings, 'databaseUrl'>): Promise<DatabaseAddress | undefined> {
	if (databaseUrl === undefined) return undefined;
	const { parseDatabaseAddress } =
		await import('../lib/server/sources/postgres/database-address.ts');
	const { SourceError } = await import('../lib/server/sources/source-error.ts');
	try {
		return parseDatabaseAddress(databaseUrl, 'MURMURATION_DATABASE_URL');
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		throw new Refusal(error.message, 2, { cause: error });
	}
}
