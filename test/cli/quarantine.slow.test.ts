import { beforeEach, describe, expect, test } from 'vitest';
import { drainInbox } from '../../src/lib/server/builder/drain-inbox.ts';
import { openWarehouse } from '../../src/lib/server/warehouse/warehouse.ts';
import { InboxFolder, toLines } from '../server/builder/inbox-folder.ts';
import { temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';
import { heartbeat, instanceId } from '../support/heartbeats.ts';
import { murmuration } from '../support/murmuration.ts';

let folder: string;

beforeEach(async () => {
	folder = temporaryFolder();
	const inbox = new InboxFolder(folder);
	const held = [heartbeat(1, '2026-11-08'), heartbeat(1), heartbeat(2)];
	inbox.append(toLines(held), { over: true });
	const warehouse = await openWarehouse(folder);
	await drainInbox(warehouse, { dataFolder: folder, now: 0 });
	warehouse.close();
});

const quarantine = (...parameters: string[]) => murmuration(folder, 'quarantine', ...parameters);

async function list(): Promise<string[]> {
	const { stdout } = await quarantine('list', '--json');
	const { instances } = JSON.parse(stdout) as { instances: { instance: string }[] };
	return instances.map(({ instance }) => instance);
}

test('lists by day, with ids and counts', async () => {
	const { code, stdout } = await quarantine('list');
	expect(code).toBe(0);
	expect(stdout.split('\n')).toEqual([
		'2026-11-08: 1 instance, 2 heartbeats',
		`  ${instanceId(1)}  2 days, last 2026-11-09`,
		'2026-11-09: 1 instance, 1 heartbeat',
		`  ${instanceId(2)}  1 day, last 2026-11-09`,
		'in all: 2 instances, 3 heartbeats',
		''
	]);
});

test('releases by id, then drops the rest', async () => {
	const released = await quarantine('release', instanceId(1).toUpperCase());
	expect(released).toMatchObject({ code: 0, stdout: 'released 1 instance, 2 heartbeats\n' });
	expect(await list()).toEqual([instanceId(2)]);
	const dropped = await quarantine('drop', '--all', '--json');
	expect(JSON.parse(dropped.stdout)).toEqual({ instances: 1, heartbeats: 1 });
	expect((await quarantine('list')).stdout).toBe('nothing is in quarantine\n');
});

describe('refuses', () => {
	test.each([
		[['release'], 2, 'expected instance ids or --all, and not both'],
		[['drop', '--all', instanceId(1)], 2, 'expected instance ids or --all, and not both'],
		[['list', '--everything'], 2, 'unknown option'],
		[['release', 'me'], 2, 'expected a UUID, got me'],
		[['release', instanceId(1), instanceId(7)], 1, `${instanceId(7)} is not in quarantine`]
	])('%j and changes nothing', async (parameters, exitCode, message) => {
		const { code, stderr } = await quarantine(...parameters);
		expect(code).toBe(exitCode);
		expect(stderr).toContain(message);
		expect(await list()).toHaveLength(2);
	});
});
