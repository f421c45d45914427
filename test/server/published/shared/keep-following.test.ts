// Following under `serve`, whatever the storage does.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnvironment } from '../../../../src/lib/server/environment.ts';
import { readRun } from '../../../../src/lib/server/operations/runs.ts';
import { keepFollowing } from '../../../../src/lib/server/published/shared/keep-following.ts';
import { temporaryFolder } from '../../../support/murmuration.ts';

let data: { folder: string; remove: () => Promise<void> };
let silent: Server;

beforeEach(async () => {
	data = await temporaryFolder();
	silent = createServer();
	silent.listen(0, '127.0.0.1');
	await once(silent, 'listening');
});
afterEach(async () => {
	silent.closeAllConnections();
	silent.close();
	await data.remove();
});

// Less than the time that a request is given.
test('ends at once though the storage does not answer', { timeout: 20_000 }, async () => {
	const { port } = silent.address() as AddressInfo;
	const { sharedStorage } = readEnvironment({
		MURMURATION_PUBLISHED_URL: `s3://releases?endpoint=http://127.0.0.1:${port}`,
		AWS_ACCESS_KEY_ID: 'me',
		AWS_SECRET_ACCESS_KEY: 'hidden'
	});
	if (!sharedStorage) throw new Error('nothing is shared');
	const ending = new AbortController();
	const asked = once(silent, 'request');
	const folder = join(data.folder, 'data');
	const following = keepFollowing(folder, sharedStorage, 60_000, ending.signal);
	await asked;
	ending.abort();
	await following;
	expect(await readRun(folder, 'followed')).toBeUndefined();
});
