// Data of a newer program: told once and clearly, and nothing that arrives meanwhile is lost.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeSetting } from '../../src/lib/server/warehouse/setting.ts';
import { openWarehouse } from '../../src/lib/server/warehouse/warehouse.ts';
import { temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';
import { unpackFolder } from '../support/earlier-folder.ts';
import { heartbeat } from '../support/heartbeats.ts';
import { murmuration } from '../support/murmuration.ts';
import { releaseFolders } from '../support/release-folders.ts';
import { Served } from '../support/served.ts';

test('serve does not start on releases of a newer program, and doctor says so', async () => {
	const folder = unpackFolder('3-retention');
	const file = join(releaseFolders(folder)[0] ?? '', 'release.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	writeFileSync(file, JSON.stringify({ ...manifest, format: 2 }));
	const { code, stderr } = await murmuration(folder, 'serve');
	expect(code).toBe(1);
	expect(stderr).toMatch(/release\.json is of format 2, .*update Murmuration/);
	expect((await murmuration(folder, 'doctor')).stdout).toMatch(/^FAIL {2}releases: .* format 2/m);
});

test('a builder before a newer warehouse says so once, and heartbeats wait', async () => {
	const folder = temporaryFolder();
	const newer = await openWarehouse(folder);
	await writeSetting(newer, 'schema_version', '99');
	newer.close();
	const served = await Served.start(folder, { MURMURATION_DRAIN_SECONDS: '0.1' });
	const headers = { 'content-type': 'application/json' };
	const body = JSON.stringify(heartbeat(1));
	const response = await fetch(`${served.origin}/v1/heartbeat`, { method: 'POST', headers, body });
	expect(response.status).toBe(204);
	while (!served.stderr.includes('newer Murmuration'))
		await new Promise((resolve) => setTimeout(resolve, 50));
	await new Promise((resolve) => setTimeout(resolve, 500));
	await served.stop();
	expect(served.stderr.match(/newer Murmuration.*update Murmuration/g)).toHaveLength(1);
	expect(served.stdout).not.toContain('drained');
});
