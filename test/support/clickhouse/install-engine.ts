// The whole engine of ClickHouse as packages of npm, half a gigabyte: only the tests that need it install it, beside the
// dependencies of the project.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const packages = ['@chdb/lib-linux-x64-gnu@26.7.3-stable.1', 'ffi-rs@1.3.7'];
const cacheFolder = fileURLToPath(new URL('../../../.cache/clickhouse', import.meta.url));

/**
 * Installs the engine where it is not there yet.
 *
 * @returns the folder with its `node_modules`
 */
export async function installEngine(): Promise<string> {
	if (process.platform !== 'linux' || process.arch !== 'x64') {
		throw new Error('the engine for these tests exists for Linux on x64 alone');
	}
	const folder = join(cacheFolder, packages.join('_').replaceAll('/', '-'));
	if (existsSync(folder)) return folder;
	const partial = `${folder}.partial`;
	await rm(partial, { recursive: true, force: true });
	await mkdir(partial, { recursive: true });
	const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
	await promisify(execFile)('npm', ['install', '--prefix', partial, ...options, ...packages]);
	await rename(partial, folder);
	return folder;
}

/** The library of the engine in such a folder. */
export function libraryOf(folder: string): string {
	return join(folder, 'node_modules', '@chdb', 'lib-linux-x64-gnu', 'libchdb.so');
}
