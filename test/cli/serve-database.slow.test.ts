// The whole server before a database, which goes away and comes back.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { heartbeat, instanceId } from '../support/heartbeats.ts';
import { murmuration } from '../support/murmuration.ts';
import { Served } from '../support/served.ts';
import { databasePassword, TelemetryDatabase } from '../support/telemetry-database.ts';
import { temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';

let database: TelemetryDatabase;
let served: Served | undefined;

beforeAll(async () => {
	database = await TelemetryDatabase.start();
}, 60_000);
afterAll(async () => {
	vi.unstubAllEnvs();
	await served?.stop();
	await database.remove();
}, 60_000);

const patienceMs = 60_000;

async function until(holds: () => Promise<boolean>): Promise<void> {
	for (const start = performance.now(); !(await holds());) {
		if (performance.now() - start > patienceMs) throw new Error(`never came: ${String(holds)}`);
		await sleep(100);
	}
}

const stored = async () =>
	(
		await database.query('SELECT instance_id::text AS id FROM murmuration.heartbeat ORDER BY 1')
	).map(({ id }) => id);

test('heartbeats are taken while the database is away, which is told, and reach it later', async () => {
	const folder = temporaryFolder();
	const environment = {
		MURMURATION_DATABASE_URL: database.address,
		MURMURATION_DRAIN_SECONDS: '0.2'
	};
	served = await Served.start(folder, environment);
	const { origin } = served;
	const send = async (n: number) => {
		const body = JSON.stringify(heartbeat(n));
		const headers = { 'content-type': 'application/json' };
		return (await fetch(`${origin}/v1/heartbeat`, { method: 'POST', headers, body })).status;
	};
	const read = async (path: string) => (await fetch(origin + path)).text();

	expect(await send(1)).toBe(204);
	await until(async () => (await read('/metrics')).includes('\nmurmuration_store_available 1\n'));
	await until(async () => (await stored()).length === 1);

	await database.halt();
	expect(await send(2)).toBe(204);
	await until(async () => (await read('/metrics')).includes('\nmurmuration_store_available 0\n'));
	expect(await read('/readyz')).toMatch(
		/the database is away since 2.*; heartbeats wait in the inbox/
	);
	vi.stubEnv('MURMURATION_DATABASE_URL', database.address);
	const doctor = await murmuration(folder, 'doctor');
	expect(doctor.stdout).toMatch(/^FAIL {2}database: postgres:\/\/127\.0\.0\.1:\d+\/postgres: /m);
	expect((await murmuration(folder, 'config')).stdout).not.toContain(databasePassword);
	const forgotten = await murmuration(folder, 'forget', instanceId(1));
	expect(forgotten).toMatchObject({ code: 1 });
	expect(forgotten.stderr).toContain('it is forgotten on this machine');

	await database.resume();
	await until(async () => (await stored()).join() === instanceId(2));
	await until(async () => !(await read('/readyz')).includes('away'));
	expect(served.stderr).not.toContain(databasePassword);
	expect(await send(1)).toBe(204);
	expect(await send(3)).toBe(204);
	await until(async () => (await stored()).length > 1);
	expect(await stored()).toEqual([instanceId(2), instanceId(3)]);
}, 240_000);

test('an address that is none is refused at the start', async () => {
	vi.stubEnv('MURMURATION_DATABASE_URL', 'mysql://there/db');
	expect(await murmuration(temporaryFolder(), 'serve')).toMatchObject({ code: 2 });
	vi.stubEnv('MURMURATION_DATABASE_URL', 'postgres://host/db?sslmode=prefer');
	const { code, stderr } = await murmuration(temporaryFolder(), 'serve');
	expect(code).toBe(2);
	expect(stderr).toContain('MURMURATION_DATABASE_URL: sslmode: expected verify-full');
});
