// The whole server: heartbeats in by HTTP, counted by the builder, whatever happens to either process.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWarehouse } from '../../src/lib/server/warehouse/warehouse.ts';
import { heartbeat, instanceId, toNdjson } from '../support/heartbeats.ts';
import { murmuration } from '../support/murmuration.ts';
import { Served } from '../support/served.ts';
import { temporaryFile, temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';

let folder: string;
let served: Served;

const start = async (environment: Record<string, string> = {}) => {
	served = await Served.start(folder, { MURMURATION_DRAIN_SECONDS: '0.2', ...environment });
};
const send = (n: number) =>
	fetch(`${served.origin}/v1/heartbeat`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(heartbeat(n))
	});

beforeEach(() => {
	folder = temporaryFolder();
});
afterEach(() => served.kill());

async function counted(): Promise<unknown[]> {
	const warehouse = await openWarehouse(folder);
	const rows = await warehouse.all(
		'SELECT instance_id::VARCHAR AS id, day = current_date AS today FROM heartbeat ORDER BY ALL'
	);
	warehouse.close();
	return rows.map(({ id, today }) => [id, today]);
}

describe('serve', () => {
	test('counts what it acknowledged on the day of its receipt, and stops when that is done', async () => {
		await start({ MURMURATION_DRAIN_SECONDS: '3600' });
		expect((await send(1)).status).toBe(204);
		expect(await served.stop()).toBe(0);
		expect(await counted()).toEqual([[instanceId(1), true]]);
		expect(served.stdout).toBe(`Murmuration is at ${served.origin}\ndrained 1 heartbeat\n`);
		expect(served.stderr).toBe('');
	});

	test('holds instances of a source over its limit', async () => {
		await start({ MURMURATION_SOURCE_INSTANCES_PER_DAY: '1' });
		for (const n of [1, 2, 3]) expect((await send(n)).status).toBe(204);
		expect(await served.stop()).toBe(0);
		expect(await counted()).toEqual([[instanceId(1), true]]);
		const { stdout } = await murmuration(folder, 'quarantine', 'list');
		expect(stdout).toContain('in all: 2 instances, 2 heartbeats');
	});

	test('lets other verbs at the warehouse while it runs', async () => {
		await start();
		await send(1);
		await served.says(/drained/);
		const file = temporaryFile('own.ndjson', toNdjson([heartbeat(2)]));
		expect((await murmuration(folder, 'load', file)).stdout).toContain('1 loaded');
	});

	test('puts real heartbeats in the place of the sample', async () => {
		const sample = temporaryFile('sample.ndjson', toNdjson([heartbeat(8), heartbeat(9)]));
		expect((await murmuration(folder, 'load', '--sample', sample)).code).toBe(0);
		await start();
		await send(1);
		await served.says(/removed the sample data and its releases\ndrained 1 heartbeat\n/);
		await served.stop();
		expect(await counted()).toEqual([[instanceId(1), true]]);
	});

	test('tells how it is, and nothing of who asked', async () => {
		await start();
		await send(1);
		const response = await fetch(`${served.origin}/metrics`);
		expect(response.headers.get('content-type')).toContain('text/plain');
		const text = await response.text();
		expect(text).toMatch(/^murmuration_heartbeats_total\{outcome="stored"\} 1$/m);
		expect(text).not.toContain('127.0.0.1');
		expect(text).not.toContain(instanceId(1));
		expect((await fetch(`${served.origin}/healthz`)).status).toBe(200);
	});
});

describe('a disk that is full', () => {
	test('is told with 503, and what was acknowledged before is counted', async () => {
		const environment = {
			MURMURATION_DRAIN_SECONDS: '3600',
			MURMURATION_SOURCE_INSTANCES_PER_DAY: '80'
		};
		served = await Served.start(folder, environment, '-f 40');
		const acknowledged: number[] = [];
		const statuses = new Set<number>();
		for (let n = 0; n < 80; n += 1) {
			const { status } = await send(n);
			statuses.add(status);
			if (status === 204) acknowledged.push(n);
		}
		expect([...statuses]).toEqual([204, 503]);
		expect((await fetch(`${served.origin}/readyz`)).status).toBe(503);
		expect((await fetch(`${served.origin}/healthz`)).status).toBe(200);
		const parts = [await served.pidOf('serve-builder'), await served.pidOf('serve-web')];
		for (const pid of [served.supervisorPid, ...parts]) process.kill(pid, 'SIGKILL');

		await start({ MURMURATION_DRAIN_SECONDS: '3600' });
		expect(await served.stop()).toBe(0);
		expect(await counted()).toEqual(acknowledged.map((n) => [instanceId(n), true]));
	});
});

describe('a warehouse on a full disk', () => {
	test('keeps the builder waiting, which says so once and stops when asked', async () => {
		await start();
		await send(1);
		await served.says(/drained/);
		expect(await served.stop()).toBe(0);
		// One line of the inbox fits, and nothing of the warehouse.
		served = await Served.start(folder, { MURMURATION_DRAIN_SECONDS: '0.2' }, '-f 2');
		expect((await send(2)).status).toBe(204);
		while (!/make room|Could not write/.test(served.stderr)) await sleep(20);
		await sleep(1000);
		expect(await served.stop()).toBe(0);
		expect(served.stderr.match(/make room|Could not write/g)).toHaveLength(1);
		expect(served.stderr).not.toContain('the builder stopped');
		await start();
		expect(await served.stop()).toBe(0);
		expect(await counted()).toHaveLength(2);
	});
});

describe('a builder that is killed', () => {
	test('takes nothing down and goes on after its restart', async () => {
		await start();
		await send(1);
		await served.says(/drained/);
		const web = await served.pidOf('serve-web');
		process.kill(await served.pidOf('serve-builder'), 'SIGKILL');
		for (const n of [2, 3]) expect((await send(n)).status).toBe(204);
		await served.says(/drained.*drained/s);
		expect(await served.pidOf('serve-web')).toBe(web);
		expect(served.stderr).toMatch(
			/^the builder stopped \(SIGKILL\); it starts again in [\d.]+ s\n$/
		);
		await served.stop();
		expect(await counted()).toHaveLength(3);
	});
});

describe('a web process that is killed', () => {
	test('comes back at the same address', async () => {
		await start({ MURMURATION_DRAIN_SECONDS: '3600' });
		const builder = await served.pidOf('serve-builder');
		process.kill(await served.pidOf('serve-web'), 'SIGKILL');
		let status: number | undefined;
		while (status !== 204) {
			status = await send(1).then(
				(response) => response.status,
				() => undefined
			);
			await sleep(20);
		}
		expect(await served.pidOf('serve-builder')).toBe(builder);
		expect(served.stdout).toBe(`Murmuration is at ${served.origin}\n`);
		expect(await served.stop()).toBe(0);
		expect(await counted()).toHaveLength(1);
		expect(readdirSync(join(folder, 'inbox'))).toHaveLength(1);
	});
});
