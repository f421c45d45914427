// Data folders that earlier programs made, unpacked to be opened by this one.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';

const fixtures = fileURLToPath(new URL('../fixtures/formats/', import.meta.url));

/** Names of all of them, from the oldest: the schema version of the warehouse, then what was new. */
export const earlierFolders = [
	'1-first',
	'1-certificates',
	'2-receiver',
	'2-shares',
	'2-usage',
	'3-postgres',
	'3-retention'
] as const;
export type EarlierFolder = (typeof earlierFolders)[number];

/** A copy of that data folder, removed after the test. */
export function unpackFolder(name: EarlierFolder): string {
	const folder = temporaryFolder();
	execFileSync('tar', ['-xzf', join(fixtures, `${name}.tar.gz`), '-C', folder]);
	return folder;
}
