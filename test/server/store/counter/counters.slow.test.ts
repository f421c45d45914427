// The contract of those who count heartbeats, with the real engines and many random fleets.
import { afterAll, beforeAll } from 'vitest';
import { TelemetryDatabase } from '../../../support/telemetry-database.ts';
import { describeCounter } from './describe-counter.ts';
import { openDuckDb, openPostgres } from './engines.ts';

let database: TelemetryDatabase;
beforeAll(async () => {
	database = await TelemetryDatabase.start(['-c', 'fsync=off']);
}, 60_000);
afterAll(() => database.remove());

describeCounter('DuckDB', openDuckDb, 30);
describeCounter('PostgreSQL', () => openPostgres(database), 30);
