// The made-up fleet, counted where it is: in DuckDB, and in PostgreSQL.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFleet, heartbeatsOfNight } from '../../../../src/lib/datasets/simulate/fleet.ts';
import { drainInbox } from '../../../../src/lib/server/builder/drain-inbox.ts';
import { parseDatabaseAddress } from '../../../../src/lib/server/sources/postgres/database-address.ts';
import { TelemetryDatabase } from '../../../support/telemetry-database.ts';
import { toLines } from '../inbox-folder.ts';
import { Machine, publishedAt } from './machine.ts';

let database: TelemetryDatabase;
beforeAll(async () => {
	database = await TelemetryDatabase.start();
}, 60_000);
afterAll(() => database.remove());

test('every published file is the same, byte for byte', async () => {
	const address = parseDatabaseAddress(database.address);
	const [shared, alone] = [await Machine.start(address), await Machine.start(address)];
	const fleet = createFleet({ instances: 400, weeks: 9, seed: 7, until: '2026-11-15' });
	for (const night of fleet.nights) {
		const lines = toLines([...heartbeatsOfNight(fleet, night)]);
		for (const { inbox } of [shared, alone]) inbox.append(lines, { hour: `${night.text}T03` });
	}
	await drainInbox(alone.warehouse, { dataFolder: alone.dataFolder, now: publishedAt });
	await alone.publishAlone();
	await shared.drain();
	expect(await shared.publish()).toHaveProperty('result');
	expect(await shared.warehouse.all('SELECT day FROM heartbeat LIMIT 1')).toEqual([]);
	expect(Object.keys(alone.releases()).length).toBeGreaterThanOrEqual(3 * 9);
	expect(shared.releases()).toEqual(alone.releases());
}, 900_000);
