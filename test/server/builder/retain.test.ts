import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import { parsePeriod } from '../../../src/lib/schema/period.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { publishDue } from '../../../src/lib/server/builder/publish.ts';
import { planRetention } from '../../../src/lib/server/builder/retention/retain.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import { rewriteWarehouse } from '../../../src/lib/server/warehouse/replace-file.ts';
import { openWarehouse, type Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { filesWith, scatteredId } from '../../support/find-bytes.ts';
import { heartbeat, toNdjson } from '../../support/heartbeats.ts';
import { temporaryFile, temporaryFolder } from '../warehouse/temporary-warehouse.ts';

let folder: string;

const days = (from: string, count: number) =>
	Array.from({ length: count }, (_, day) =>
		new Date(Date.parse(from) + day * 86_400_000).toISOString().slice(0, 10)
	);
/** Instance 0 leaves after the first week, the others stay for three. */
const fleet = days('2026-10-05', 21).flatMap((day, index) =>
	Array.from({ length: 40 }, (_, n) => ({
		...heartbeat(n, day),
		instance_id: scatteredId(n)
	})).slice(index < 7 ? 0 : 1)
);

async function withWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>) {
	const warehouse = await openWarehouse(folder);
	return work(warehouse).finally(() => {
		warehouse.close();
	});
}

const options = (today: string) => ({
	dataset: heartbeats,
	dataFolder: folder,
	policy: Policy.parse({}),
	synthetic: false,
	productVersion: '0',
	now: Date.parse(today)
});
const publish = (today: string, more = {}) =>
	withWarehouse((warehouse) => publishDue(warehouse, { ...options(today), ...more }));
const firstDay = () =>
	withWarehouse(async (warehouse) => {
		const [row] = await warehouse.all('SELECT min(day)::VARCHAR AS day FROM heartbeat');
		return row?.['day'];
	});

beforeEach(async () => {
	folder = temporaryFolder();
	const file = temporaryFile('a.ndjson', toNdjson(fleet));
	await withWarehouse((warehouse) => loadFile(warehouse, file));
});

function publishedBytes(): unknown {
	const root = join(folder, 'published');
	return readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((path) => statSync(join(root, path)).isFile())
		.map((path) => [path, readFileSync(join(root, path)).toString('base64')]);
}

test('heartbeats are kept for twelve months, and what goes is gone from the bytes of the file', async () => {
	await publish('2026-11-21');
	const before = publishedBytes();
	await publish('2027-10-06');
	expect(await firstDay()).toBe('2026-10-05');
	expect(filesWith(folder, scatteredId(0))).toEqual(['warehouse/warehouse.duckdb']);

	await publish('2027-10-13');
	expect(await firstDay()).toBe('2026-10-12');
	expect(await rewriteWarehouse(folder)).toBe(true);
	expect(await rewriteWarehouse(folder)).toBe(false);
	expect(filesWith(join(folder, 'warehouse'), scatteredId(1))).toEqual(['warehouse.duckdb']);
	expect(publishedBytes()).toEqual(before);

	await publish('2028-01-01');
	await rewriteWarehouse(folder);
	expect(await firstDay()).toBe(null);
	expect(publishedBytes()).toEqual(before);
	// Only the row of the instance is left: no heartbeat says anything of its platform.
	const bytes = readFileSync(join(folder, 'warehouse', 'warehouse.duckdb')).toString('latin1');
	expect(bytes).toContain('2.1.33');
	expect(bytes).not.toMatch(/docker|postgres_is|github/);
});

test('of an instance that is gone the last version and the day it was last seen stay, until it is back', async () => {
	await publish('2027-10-13');
	const rows = () =>
		withWarehouse((warehouse) =>
			warehouse.all(
				`SELECT first_seen::VARCHAR AS first, last_seen::VARCHAR AS last, last_version AS version FROM instance WHERE instance_id = '${scatteredId(0)}'`
			)
		);
	expect(await rows()).toEqual([{ first: '2026-10-11', last: '2026-10-11', version: '2.1.33' }]);
	const back = toNdjson([{ ...heartbeat(0, '2027-10-12'), instance_id: scatteredId(0) }]);
	await withWarehouse((warehouse) => loadFile(warehouse, temporaryFile('back.ndjson', back)));
	expect(await rows()).toEqual([{ first: '2026-10-11', last: '2027-10-12', version: null }]);
});

test('what a period counts stays until the period is published', async () => {
	await publish('2027-12-01', { period: parsePeriod('2026-W42') });
	const plan = await withWarehouse((warehouse) => planRetention(warehouse, options('2027-12-01')));
	expect(plan).toMatchObject({ keptFrom: '2026-10-01', waitsFor: '2026-10', rows: 0, gone: 0 });
	expect(await firstDay()).toBe('2026-10-05');
	await publish('2027-12-01');
	expect(await firstDay()).toBe(null);
});

test('files of refused lines go with the heartbeats of their day', async () => {
	const [old, recent] = [
		'refused-0-2026-10-05T03-0a1b2c3d',
		'damaged-9-2027-09-01T03-0a1b2c3d.over'
	].map((name) => join(folder, 'warehouse', `${name}.ndjson`)) as [string, string];
	writeFileSync(old, 'x\n');
	writeFileSync(recent, 'x\n');
	await publish('2027-10-13');
	expect([existsSync(old), existsSync(recent)]).toEqual([false, true]);
});
