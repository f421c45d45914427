// A folder that all test files of one run share, for what takes long to make and is the same each time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder to the test files. */
export const sharedFolderVariable = 'MURMURATION_TEST_FOLDER';

/** Runs once before all test files; returns what runs after them. */
export default function setup(): () => void {
	const folder = mkdtempSync(join(tmpdir(), 'murmuration-shared-'));
	process.env[sharedFolderVariable] = folder;
	return () => {
		rmSync(folder, { recursive: true, force: true });
	};
}
