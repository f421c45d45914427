// Releases from before a table existed stay readable beside those that have it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, temporaryFolder, type RunningServer } from '../support/murmuration.ts';
import { publishCounts } from '../support/publish-counts.ts';

let server: RunningServer;
let remove: () => Promise<void>;

const version = { '2.1.0': 100, '2.1.1': 60 };

beforeAll(async () => {
	const temporary = await temporaryFolder();
	({ remove } = temporary);
	await publishCounts(temporary.folder, '2026-W40', { version });
	await publishCounts(temporary.folder, '2026-W42', {
		version,
		deployment: { docker: 120, k8s: 40 }
	});
	server = await startServer(temporary.folder);
});
afterAll(async () => {
	await server.stop();
	await remove();
});

async function read(path: string): Promise<{ status: number; text: string }> {
	const response = await fetch(`${server.origin}${path}`);
	return { status: response.status, text: await response.text() };
}

test('a page of a range without its newest tables shows the others', async () => {
	const { status, text } = await read('/?from=2026-W40&to=2026-W40');
	expect(status).toBe(200);
	expect(text).toContain('>Version adoption<');
	expect(text).not.toContain('>Deploy platforms<');
});

test('a page all of whose tables are newer than the range says so', async () => {
	const { status, text } = await read('/platforms?from=2026-W40&to=2026-W40');
	expect(status).toBe(200);
	expect(text).toContain('None of the charts of this page is published in this range.');
});

test('an embed of a table that is newer than the range is not found', async () => {
	expect((await read('/embed/deployment?from=2026-W40&to=2026-W40')).status).toBe(404);
	expect((await read('/embed/deployment?from=2026-W40&to=2026-W42')).status).toBe(200);
});
