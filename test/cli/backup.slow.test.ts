import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWarehouse } from '../../src/lib/server/warehouse/warehouse.ts';
import { temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';
import { heartbeat } from '../support/heartbeats.ts';
import { murmuration } from '../support/murmuration.ts';
import { Served } from '../support/served.ts';

async function send(origin: string, n: number): Promise<void> {
	const response = await fetch(`${origin}/v1/heartbeat`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(heartbeat(n))
	});
	expect(response.status).toBe(204);
}

async function countHeartbeats(folder: string): Promise<unknown> {
	const warehouse = await openWarehouse(folder, { readOnly: true });
	const rows = await warehouse.all('SELECT count(*)::INTEGER AS count FROM heartbeat');
	warehouse.close();
	return rows[0]?.count;
}

test('backed up while the server runs, restored, drained: what was accepted before is there', async () => {
	const folder = temporaryFolder();
	const target = join(temporaryFolder(), 'backup');
	const served = await Served.start(folder, {
		MURMURATION_DRAIN_SECONDS: '0.2',
		MURMURATION_SOURCE_INSTANCES_PER_DAY: '1000'
	});
	try {
		for (let n = 0; n < 20; n += 1) await send(served.origin, n);
		const meanwhile = Promise.all(
			Array.from({ length: 50 }, (_, n) => send(served.origin, 100 + n))
		);
		const { code, stdout } = await murmuration(folder, 'backup', target);
		expect(code).toBe(0);
		expect(stdout).toMatch(/: \d+ files, [\d.]+ MB; it holds private data/);
		await meanwhile;
	} finally {
		expect(await served.stop()).toBe(0);
	}
	expect(await countHeartbeats(folder)).toBe(70);

	const other = join(temporaryFolder(), 'data');
	const restored = await murmuration(other, 'restore', '--json', target);
	expect(restored.code).toBe(0);
	expect(JSON.parse(restored.stdout)).toMatchObject({ folder: target, stayed: 0 });
	const told = (await murmuration(other, 'audit-log', 'export', '--json')).stdout;
	expect(told).toContain('"actor":"command-line","event":"restored"');
	const again = await Served.start(other, { MURMURATION_DRAIN_SECONDS: '0.2' });
	await again.stop();
	const count = await countHeartbeats(other);
	expect(count).toBeGreaterThanOrEqual(20);
	expect(count).toBeLessThanOrEqual(70);

	const refused = await murmuration(other, 'restore', target);
	expect(refused.code).toBe(1);
	expect(refused.stderr).toMatch(
		/^murmuration: .* is not empty: --force replaces its warehouse\n$/
	);
	writeFileSync(join(target, 'warehouse', 'warehouse.duckdb'), 'x');
	const damaged = await murmuration(other, 'restore', '--force', target);
	expect(damaged.stderr).toContain('is damaged: warehouse/warehouse.duckdb');
	expect(await countHeartbeats(other)).toBe(count);
});
