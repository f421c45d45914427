// The verbs of a machine whose heartbeats are in a database.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { parseDatabaseAddress } from '../../src/lib/server/sources/postgres/database-address.ts';
import { withStore } from '../../src/lib/server/store/with-store.ts';
import { toCanonicalLine } from '../../src/lib/server/warehouse/load/canonical-line.ts';
import { fleet, heartbeat, instanceId, toNdjson } from '../support/heartbeats.ts';
import { murmuration } from '../support/murmuration.ts';
import { TelemetryDatabase } from '../support/telemetry-database.ts';
import { temporaryFile, temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';

let database: TelemetryDatabase;
let folder: string;

beforeAll(async () => {
	database = await TelemetryDatabase.start();
}, 60_000);
afterAll(async () => {
	vi.unstubAllEnvs();
	await database.remove();
});
beforeEach(async () => {
	await database.query('DROP SCHEMA IF EXISTS murmuration CASCADE');
	vi.stubEnv('MURMURATION_DATABASE_URL', database.address);
	folder = temporaryFolder();
});

const verb = (...parameters: string[]) => murmuration(folder, ...parameters);
const append = (sent: readonly ReturnType<typeof heartbeat>[], over = false) =>
	withStore(parseDatabaseAddress(database.address), (store) =>
		store.append(sent.map(toCanonicalLine), over)
	);
const stored = async () =>
	(
		await database.query(
			'SELECT DISTINCT instance_id::text AS id FROM murmuration.heartbeat ORDER BY 1'
		)
	).map(({ id }) => id);

const oldOnes = () => database.query("SELECT FROM murmuration.heartbeat WHERE day < '2024-01-01'");

test('quarantine lists, releases and drops what the database holds', async () => {
	await append([heartbeat(1, '2026-11-08'), heartbeat(1), heartbeat(2), heartbeat(3)], true);
	expect((await verb('quarantine', 'list')).stdout).toContain('in all: 3 instances, 4 heartbeats');
	const released = await verb('quarantine', 'release', instanceId(1));
	expect(released.stdout).toBe('released 1 instance, 2 heartbeats\n');
	expect((await verb('quarantine', 'drop', instanceId(1))).stderr).toContain('not in quarantine');
	const dropped = await verb('quarantine', 'drop', instanceId(2));
	expect(dropped.stdout).toBe('dropped 1 instance, 1 heartbeat\n');
	expect(await stored()).toEqual([instanceId(1), instanceId(3)]);
	expect((await verb('quarantine', 'list')).stdout).toContain('in all: 1 instance, 1 heartbeat');
});

test('what is loaded from a file is published from the database, and past its time deleted there', async () => {
	const days = Array.from({ length: 14 }, (_, day) =>
		new Date(Date.UTC(2026, 9, 5 + day)).toISOString().slice(0, 10)
	);
	const old = fleet(3, '2023-05-01');
	const file = temporaryFile(
		'a.ndjson',
		toNdjson([...old, ...days.flatMap((day) => fleet(40, day))])
	);
	expect((await verb('doctor')).stdout).toMatch(/database: .* can be used, no heartbeats yet/);
	expect(await verb('load', file)).toMatchObject({ code: 0 });
	expect(await verb('publish', '--dataset', 'heartbeats', '--period', '2026-W42')).toMatchObject({
		code: 0
	});
	expect(await stored()).toHaveLength(40);
	const doctor = await verb('doctor');
	expect(doctor.stdout).toMatch(/can be used, heartbeats of 2023-05-01 to 2026-10-18/);
	expect((await verb('retain')).stdout).toContain('kept from 2023-05-01 on, as 2023-05');
	expect(await oldOnes()).toHaveLength(3);
	expect(await verb('publish', '--dataset', 'heartbeats')).toMatchObject({ code: 0 });
	expect(await oldOnes()).toEqual([]);
	expect(await verb('forget', instanceId(4))).toMatchObject({ code: 0 });
	expect(await stored()).not.toContain(instanceId(4));
});
