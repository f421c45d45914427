// Rounds of kill -9 under load, and the account afterwards: every acknowledged heartbeat once, nothing else.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { drainInbox } from '../../../src/lib/server/builder/drain-inbox.ts';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { instanceId } from '../../support/heartbeats.ts';
import { isAlive, Served } from '../../support/served.ts';
import { Sender } from './sender.ts';

const victims = ['web', 'builder', 'both', 'all'] as const;
export type Victims = (typeof victims)[number];

/** What a round did. */
export interface Round {
	readonly victims: Victims;
	/** Acknowledged until the end of the round, since the first. */
	readonly acknowledged: number;
}

/** The account of all rounds. Each list is empty when all is well. */
export interface Account {
	readonly acknowledged: number;
	readonly unacknowledged: number;
	readonly rows: number;
	/** Instances whose last acknowledged heartbeat is not in the warehouse, nor a later one. */
	readonly lost: readonly number[];
	/** Rows that share instance and day with another. */
	readonly doubled: readonly string[];
	/** Rows that nobody sent. */
	readonly invented: readonly string[];
}

const environment = {
	MURMURATION_DRAIN_SECONDS: '0.1',
	MURMURATION_SOURCE_REQUESTS_PER_MINUTE: '1000000',
	MURMURATION_SOURCE_INSTANCES_PER_DAY: '1000000'
};
const Row = z.object({ id: z.string(), day: z.string(), number: z.number() });

/**
 * Runs `rounds` rounds on one data folder. Each starts the server, kills some of its processes at a random moment,
 * sees that they work again, and stops it while heartbeats still arrive.
 *
 * @param random from 0 to 1
 */
export async function killRounds(
	dataFolder: string,
	rounds: number,
	random: () => number,
	onRound: (round: Round) => void = () => {}
): Promise<Account> {
	const sender = new Sender();
	for (let round = 0; round < rounds; round += 1) {
		const chosen = victims[round % victims.length] ?? 'both';
		await killRound(dataFolder, sender, chosen, random);
		onRound({ victims: chosen, acknowledged: sender.acknowledged });
	}
	return settle(dataFolder, sender);
}

async function killRound(
	dataFolder: string,
	sender: Sender,
	chosen: Victims,
	random: () => number
): Promise<void> {
	const served = await Served.start(dataFolder, environment);
	const web = await served.pidOf('serve-web');
	sender.start(served.origin);
	try {
		await served.says(/drained/);
		const builder = await served.pidOf('serve-builder');
		await sleep(800 * random());
		if (chosen === 'all') process.kill(served.supervisorPid, 'SIGKILL');
		const said = served.stdout.length;
		if (chosen !== 'builder') process.kill(web, 'SIGKILL');
		if (chosen !== 'web') process.kill(builder, 'SIGKILL');
		if (chosen === 'all') {
			while (isAlive(web) || isAlive(builder)) await sleep(10);
			return;
		}
		await sender.isAcknowledged(50);
		await served.says(/drained/, said);
		await served.stop();
	} finally {
		await served.kill();
		await sender.stop();
	}
}

/** Drains what is left, as the next start would, and compares the warehouse with what was sent. */
async function settle(dataFolder: string, { histories, acknowledged }: Sender): Promise<Account> {
	const warehouse = await openWarehouse(dataFolder);
	try {
		await drainInbox(warehouse, { dataFolder, now: Date.now() });
		const rows = z
			.array(Row)
			.parse(
				await warehouse.all(
					'SELECT instance_id::VARCHAR AS id, day::VARCHAR AS day, active_users::INTEGER AS number FROM heartbeat ORDER BY number'
				)
			);
		const latest = new Map(rows.map(({ id, number }) => [id, number]));
		const sent = new Map([...histories].map(([n, history]) => [instanceId(n), history.sent]));
		const all = [...histories.values()];
		return {
			acknowledged,
			unacknowledged: all.reduce((sum, one) => sum + one.sent, 0) - acknowledged,
			rows: rows.length,
			lost: [...histories]
				.filter(([n, { acknowledged: last }]) => last > (latest.get(instanceId(n)) ?? 0))
				.map(([n]) => n),
			doubled: findDoubled(rows.map(({ id, day }) => `${id} ${day}`)),
			invented: rows.filter(({ id, number }) => number > (sent.get(id) ?? 0)).map(({ id }) => id)
		};
	} finally {
		warehouse.close();
	}
}

function findDoubled(keys: readonly string[]): string[] {
	const seen = new Set<string>();
	return keys.filter((key) => seen.size === seen.add(key).size);
}
