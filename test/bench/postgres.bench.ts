// How fast a telemetry store in PostgreSQL becomes warehouse, against a bare COPY of the same rows that keeps nothing.
//   node --import tsx test/bench/postgres.bench.ts [--rows 1000000] [--rounds 1] [--memory 512MB]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { parseDatabaseAddress } from '../../src/lib/server/sources/postgres/database-address.ts';
import { loadStore } from '../../src/lib/server/warehouse/postgres/load-store.ts';
import { openWarehouse } from '../../src/lib/server/warehouse/warehouse.ts';
import { TelemetryDatabase } from '../support/telemetry-database.ts';
import { fillHeartbeats } from './postgres/fill-heartbeats.ts';

const { values } = parseArgs({
	options: {
		rows: { type: 'string', default: '1000000' },
		rounds: { type: 'string', default: '1' },
		memory: { type: 'string' }
	}
});
const rows = Number(values.rows);

const database = await TelemetryDatabase.start([
	...['-c', 'shared_buffers=512MB', '-c', 'max_wal_size=8GB', '-c', 'fsync=off']
]);
try {
	await fillHeartbeats(database, rows);
	for (let round = 0; round < Number(values.rounds); round += 1) {
		const copyMs = await copyBare(database);
		const { loadMs, cpuSeconds, peakMiB } = await load(database);
		process.stdout.write(`\n${rows} heartbeats, memory limit ${values.memory ?? 'none'}\n`);
		process.stdout.write(toLine('bare COPY, kept nowhere', copyMs));
		process.stdout.write(toLine('load: copy, check, deduplicate, commit', loadMs));
		process.stdout.write(
			`load against COPY: ${(copyMs / loadMs).toFixed(2)}, ${cpuSeconds} s of processor time, resident at most ${peakMiB} MiB\n`
		);
	}
} finally {
	await database.remove();
}

/** Milliseconds until every payload has come and gone. */
async function copyBare({ address }: TelemetryDatabase): Promise<number> {
	const client = new pg.Client(address);
	await client.connect();
	const start = performance.now();
	await pipeline(
		client.query(copyTo('COPY (SELECT payload FROM telemetry_heartbeats) TO STDOUT')),
		new Writable({
			write: (_chunk, _encoding, done) => {
				done();
			}
		})
	);
	const elapsedMs = performance.now() - start;
	await client.end();
	return elapsedMs;
}

/** Milliseconds of one load into a new warehouse; a heartbeat that is missing afterwards ends the run. */
async function load({
	address
}: TelemetryDatabase): Promise<{ loadMs: number; cpuSeconds: string; peakMiB: number }> {
	const folder = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
	const warehouse = await openWarehouse(
		folder,
		values.memory === undefined ? {} : { memoryLimit: values.memory }
	);
	try {
		const before = process.cpuUsage();
		const start = performance.now();
		const { loaded } = await loadStore(warehouse, parseDatabaseAddress(address));
		const loadMs = performance.now() - start;
		if (loaded !== rows) throw new Error(`loaded ${loaded} of ${rows} heartbeats`);
		const { user, system } = process.cpuUsage(before);
		const cpuSeconds = ((user + system) / 1e6).toFixed(1);
		return { loadMs, cpuSeconds, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) };
	} finally {
		warehouse.close();
		rmSync(folder, { recursive: true });
	}
}

function toLine(what: string, elapsedMs: number): string {
	const seconds = (elapsedMs / 1000).toFixed(2).padStart(7);
	const speed = String(Math.round(rows / (elapsedMs / 1000))).padStart(9);
	return `${what.padEnd(40)} ${seconds} s ${speed} rows/s\n`;
}
