import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { watchStore } from '../../../src/lib/server/inbox/store-metrics.ts';
import {
	readStoreState,
	removeStoreState,
	writeStoreState
} from '../../../src/lib/server/inbox/store-state.ts';
import { temporaryFolder } from '../warehouse/temporary-warehouse.ts';

test('the state says since when the database is away, and when the inbox was last drained', async () => {
	const folder = temporaryFolder();
	expect(await readStoreState(folder)).toBeUndefined();
	await writeStoreState(folder, false, 1000);
	expect(await readStoreState(folder)).toEqual({ available: false, since: 1000 });
	await writeStoreState(folder, true, 2000);
	await writeStoreState(folder, true, 3000);
	expect(await readStoreState(folder)).toEqual({ available: true, since: 2000, drained: 3000 });
	await writeStoreState(folder, false, 4000);
	await writeStoreState(folder, false, 5000);
	expect(await readStoreState(folder)).toEqual({ available: false, since: 4000, drained: 3000 });
	writeFileSync(join(folder, 'inbox', 'store.json'), '{"avail');
	expect(await readStoreState(folder)).toBeUndefined();
	await removeStoreState(folder);
	expect(await readStoreState(folder)).toBeUndefined();
});

test('metrics tell whether the database can be used and how much lies in the inbox', async () => {
	const folder = temporaryFolder();
	const registry = new Registry();
	watchStore(registry, folder);
	expect(await registry.metrics()).toMatch(/^murmuration_store_available 0$/m);
	mkdirSync(join(folder, 'inbox'));
	writeFileSync(join(folder, 'inbox', '2026-11-09T03-0a1b2c3d.ndjson'), 'x'.repeat(700));
	writeFileSync(join(folder, 'inbox', 'other'), 'x');
	await writeStoreState(folder, true, 90_000);
	const metrics = await registry.metrics();
	expect(metrics).toMatch(/^murmuration_store_available 1$/m);
	expect(metrics).toMatch(/^murmuration_store_drained_timestamp_seconds 90$/m);
	expect(metrics).toMatch(/^murmuration_inbox_bytes 700$/m);
});
