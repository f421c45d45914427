import { beforeEach, describe, expect, test } from 'vitest';
import { drainInbox } from '../../../src/lib/server/builder/drain-inbox.ts';
import {
	dropFromQuarantine,
	listQuarantine,
	releaseFromQuarantine
} from '../../../src/lib/server/warehouse/inbox/quarantine.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import type { Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { fleet, heartbeat, instanceId, toNdjson } from '../../support/heartbeats.ts';
import { InboxFolder, toLines } from '../builder/inbox-folder.ts';
import {
	readContent,
	temporaryFile,
	temporaryFolder,
	temporaryWarehouse
} from './temporary-warehouse.ts';

let dataFolder: string;
let warehouse: Warehouse;
let inbox: InboxFolder;

beforeEach(async () => {
	dataFolder = temporaryFolder();
	warehouse = await temporaryWarehouse(dataFolder);
	inbox = new InboxFolder(dataFolder);
});

const drain = () => drainInbox(warehouse, { dataFolder, now: Date.parse('2026-11-09T03:30:00Z') });
const counted = async () =>
	(
		await warehouse.all(
			'SELECT instance_id::VARCHAR AS id, day::VARCHAR AS day FROM heartbeat ORDER BY ALL'
		)
	).map(({ id, day }) => [id, day]);
const held = async () => (await listQuarantine(warehouse)).map(({ instance }) => instance);

describe('a heartbeat from a source over its limit', () => {
	test('counts when its instance is known, and is held when it is not', async () => {
		inbox.append(toLines([heartbeat(1, '2026-11-08')]));
		await drain();
		inbox.append(toLines([heartbeat(1), heartbeat(2)]), { over: true });
		expect(await drain()).toMatchObject({ heartbeats: 2, quarantined: 1 });
		expect(await counted()).toEqual([
			[instanceId(1), '2026-11-08'],
			[instanceId(1), '2026-11-09']
		]);
		expect(await listQuarantine(warehouse)).toEqual([
			{ instance: instanceId(2), firstDay: '2026-11-09', lastDay: '2026-11-09', heartbeats: 1 }
		]);
	});

	test('stays held with all that its instance sends later, by whatever way', async () => {
		inbox.append(toLines([heartbeat(2)]), { over: true });
		await drain();
		inbox.append(toLines([heartbeat(2, '2026-11-10'), heartbeat(3, '2026-11-10')]));
		expect(await drain()).toMatchObject({ heartbeats: 2, quarantined: 1 });
		expect(await counted()).toEqual([[instanceId(3), '2026-11-10']]);
		expect(await listQuarantine(warehouse)).toEqual([
			{ instance: instanceId(2), firstDay: '2026-11-09', lastDay: '2026-11-10', heartbeats: 2 }
		]);
	});

	test('is kept once per instance and day, the latest, also when it is drained again', async () => {
		const lines = toLines([
			heartbeat(2, '2026-11-09', '04:00:00.000Z', 7),
			heartbeat(2, '2026-11-09', '03:00:00.000Z', 6)
		]);
		for (const boot of ['11111111', '22222222']) {
			inbox.append(lines, { over: true, boot });
			expect(await drain()).toMatchObject({ heartbeats: 2, quarantined: 2 });
			expect(await warehouse.all('SELECT active_users::INTEGER AS usage FROM quarantine')).toEqual([
				{ usage: 7 }
			]);
		}
	});

	test('is nothing to an instance that the steward loaded', async () => {
		inbox.append(toLines([heartbeat(2)]), { over: true });
		await drain();
		await loadFile(warehouse, temporaryFile('f.ndjson', toNdjson([heartbeat(2, '2026-11-01')])));
		inbox.append(toLines([heartbeat(2, '2026-11-10')]));
		expect(await drain()).toMatchObject({ quarantined: 0 });
		expect(await counted()).toHaveLength(2);
	});
});

describe('the steward', () => {
	beforeEach(async () => {
		inbox.append(toLines([heartbeat(1, '2026-11-10')]));
		const days = ['2026-11-08', '2026-11-09', '2026-11-10'];
		inbox.append(toLines(days.flatMap((day) => [heartbeat(2, day), heartbeat(3, day)])), {
			over: true
		});
		await drain();
	});

	test('releases an instance, which then is as old as its first day there', async () => {
		expect(await releaseFromQuarantine(warehouse, [instanceId(2)])).toBe(3);
		expect(await held()).toEqual([instanceId(3)]);
		const other = await temporaryWarehouse();
		const same = [1, 2].flatMap((n) =>
			['2026-11-08', '2026-11-09', '2026-11-10']
				.slice(n === 1 ? 2 : 0)
				.map((day) => heartbeat(n, day))
		);
		await loadFile(other, temporaryFile('f.ndjson', toLines(same)));
		expect(await readContent(warehouse)).toEqual(await readContent(other));
		inbox.append(toLines([heartbeat(2, '2026-11-11')]), { over: true });
		expect(await drain()).toMatchObject({ quarantined: 0 });
	});

	test('drops an instance, and nothing of it is left', async () => {
		const before = await readContent(warehouse);
		expect(await dropFromQuarantine(warehouse, [instanceId(2)])).toBe(3);
		expect(await held()).toEqual([instanceId(3)]);
		expect(await readContent(warehouse)).toEqual(before);
	});

	test('sees how many came on which day', async () => {
		expect(await held()).toEqual([instanceId(2), instanceId(3)]);
		expect((await listQuarantine(warehouse))[0]).toEqual({
			instance: instanceId(2),
			firstDay: '2026-11-08',
			lastDay: '2026-11-10',
			heartbeats: 3
		});
	});
});

test('heartbeats within the limit are not held', async () => {
	inbox.append(toLines(fleet(5)));
	expect(await drain()).toMatchObject({ heartbeats: 5, quarantined: 0 });
	expect(await held()).toEqual([]);
});
