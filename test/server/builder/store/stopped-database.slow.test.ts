// A real PostgreSQL that stops in the middle of taking heartbeats in, of counting and of publishing.
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { drainInbox } from '../../../../src/lib/server/builder/drain-inbox.ts';
import { ProverThreads } from '../../../../src/lib/server/builder/prove/prover-threads.ts';
import type { PublishJournal } from '../../../../src/lib/server/builder/publish.ts';
import type { StoreRound } from '../../../../src/lib/server/builder/store/publish-round.ts';
import { parseDatabaseAddress } from '../../../../src/lib/server/sources/postgres/database-address.ts';
import type { EngineCells } from '../../../../src/lib/server/store/heartbeat-counter.ts';
import { fleet } from '../../../support/heartbeats.ts';
import { TelemetryDatabase } from '../../../support/telemetry-database.ts';
import { toLines } from '../inbox-folder.ts';
import { Machine, publishedAt } from './machine.ts';

let database: TelemetryDatabase;
let machine: Machine;
let alone: Machine;

const days = Array.from({ length: 28 }, (_, day) =>
	new Date(Date.parse('2026-10-05T00:00:00Z') + day * 86_400_000).toISOString().slice(0, 10)
);
const stopped = {
	name: 'StoreError',
	message: expect.stringMatching(
		/^postgres:\/\/127\.0\.0\.1:\d+\/postgres: .+; nothing is lost and published releases stay: see that the database runs/s
	) as string
};

beforeAll(async () => {
	database = await TelemetryDatabase.start();
}, 60_000);
afterAll(() => database.remove());

/** A machine with three weeks published, and a fourth that is due, received; and one that needs no database. */
beforeEach(async () => {
	await database.query('DROP SCHEMA IF EXISTS murmuration CASCADE');
	const address = parseDatabaseAddress(database.address);
	[machine, alone] = [await Machine.start(address), await Machine.start(address)];
	for (const { inbox } of [machine, alone]) {
		for (const day of days) inbox.append(toLines(fleet(40, day)), { hour: `${day}T03` });
	}
	await drainInbox(alone.warehouse, { dataFolder: alone.dataFolder, now: publishedAt });
	await alone.publishAlone();
	await machine.drain();
	const old = { now: Date.parse('2026-10-28T12:00:00Z') };
	expect(await machine.publish((round) => ({ ...round, ...old }))).toHaveProperty('result');
}, 300_000);

/** Whatever wants to read or write heartbeats waits, until the database stops. */
async function blockHeartbeats(): Promise<void> {
	const client = new pg.Client(database.address);
	client.on('error', () => undefined);
	await client.connect();
	await client.query('BEGIN; LOCK TABLE murmuration.heartbeat IN ACCESS EXCLUSIVE MODE');
}

/** Waits until somebody waits for the lock. */
async function untilBlocked(): Promise<void> {
	const waiting =
		"SELECT FROM pg_locks WHERE NOT granted AND relation = 'murmuration.heartbeat'::regclass";
	while ((await database.query(waiting)).length === 0);
}

/** Nothing is published of what was stopped, and afterwards all of it, as if nothing had been. */
async function expectRest(before: Record<string, string>): Promise<void> {
	expect(machine.releases()).toEqual(before);
	await database.resume();
	expect(await machine.publish()).toHaveProperty('result');
	expect(machine.releases()).toEqual(alone.releases());
	expect(Object.keys(alone.releases()).length).toBeGreaterThan(Object.keys(before).length);
}

/** `round` in which counting is what `count` makes of it. */
function counting(
	{ heartbeats, turn }: StoreRound,
	count: (counted: () => Promise<EngineCells>) => Promise<EngineCells>
): StoreRound {
	if (!heartbeats) throw new Error('the sample is counted');
	return {
		turn,
		heartbeats: {
			readSpan: () => heartbeats.readSpan(),
			hasReceived: (period) => heartbeats.hasReceived(period),
			count: (...asked) => count(() => heartbeats.count(...asked)),
			countExpired: (day) => heartbeats.countExpired(day),
			expire: (day) => heartbeats.expire(day),
			listHeld: () => heartbeats.listHeld(),
			admit: (instances) => heartbeats.admit(instances),
			drop: (instances) => heartbeats.drop(instances)
		}
	};
}

test('in the middle of counting: the message says what to do, the previous releases stay', async () => {
	const before = machine.releases();
	const published = machine.publish((round) =>
		counting(round, async (count) => {
			await blockHeartbeats();
			return count();
		})
	);
	const failed = expect(published).rejects.toMatchObject(stopped);
	await untilBlocked();
	await database.halt();
	await failed;
	await expectRest(before);
});

test('between counting and writing: nothing is written without the turn', async () => {
	const before = machine.releases();
	const published = machine.publish((round) =>
		counting(round, async (count) => {
			const cells = await count();
			await database.halt();
			return cells;
		})
	);
	await expect(published).rejects.toMatchObject(stopped);
	await expectRest(before);
});

test.each([1, 3])(
	'between two releases, %i at once: the first is whole and stays, the others follow',
	async (processors) => {
		const prover = new ProverThreads(processors);
		onTestFinished(() => prover.close());
		const before = machine.releases();
		const told: string[] = [];
		const journal: PublishJournal = {
			began: () => Promise.resolve(),
			told: async ({ period }) => {
				told.push(period);
				await database.halt();
			},
			ended: () => Promise.resolve(),
			retained: () => Promise.resolve()
		};
		await expect(machine.publish((round) => ({ ...round, journal, prover }))).rejects.toMatchObject(
			stopped
		);
		expect(told).toEqual(['2026-W44']);
		const first = machine.releases();
		expect(Object.keys(first)).toHaveLength(Object.keys(before).length + 3);
		await expectRest(first);
		const rows = await database.query('SELECT period FROM murmuration.release ORDER BY period');
		expect(rows.map(({ period }) => period)).toContain('2026-W44');
	}
);

test('in the middle of taking heartbeats in: none is lost, none is there twice', async () => {
	const day = '2026-11-02';
	for (const { inbox } of [machine, alone]) {
		inbox.append(toLines(fleet(50, day)), { hour: `${day}T03` });
	}
	await blockHeartbeats();
	const failed = expect(machine.drain()).rejects.toMatchObject(stopped);
	await untilBlocked();
	await database.halt();
	await failed;
	expect(machine.segments()).toHaveLength(1);
	await database.resume();
	const stored = () => database.query('SELECT FROM murmuration.heartbeat');
	expect(await stored()).toHaveLength(28 * 40);
	expect(await machine.drain()).toMatchObject({ heartbeats: 50 });
	expect(await stored()).toHaveLength(28 * 40 + 50);
	expect(machine.segments()).toEqual([]);
});
