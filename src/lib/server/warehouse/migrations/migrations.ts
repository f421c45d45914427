// Every version of the private tables, as the one way from the version before: a file each, never changed once released.
import { readFileSync } from 'node:fs';

/** Files of this folder in the order of the versions they lead to; the first makes version 1 of an empty database. */
const files = ['1-heartbeats', '2-inbox', '3-postgres', '4-last-version'] as const;

/** Version of the tables that this program knows. */
export const schemaVersion = files.length;

/** The statements that lead from a version, 0 for an empty database, to this program's: one text for each version. */
export function migrationsAfter(version: number): string[] {
	return files
		.slice(version)
		.map((name) => readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8'));
}
