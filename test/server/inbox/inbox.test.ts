import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Inbox } from '../../../src/lib/server/inbox/inbox.ts';
import { parseSegmentName } from '../../../src/lib/server/inbox/segment-name.ts';
import { fleet, heartbeat } from '../../support/heartbeats.ts';
import { modeOf, readHeartbeats, readSegments, temporaryInbox } from './inbox-folder.ts';

const hour = '2026-11-21T10';
const within = Date.parse(`${hour}:29:32.123Z`);

describe('the inbox', () => {
	test('keeps one line per heartbeat, as sent but with the time of receipt', async () => {
		const folder = await temporaryInbox();
		const inbox = new Inbox(folder, { now: () => within });
		expect(await inbox.append(heartbeat(1, '2020-01-01'), false)).toBe('stored');
		expect(await inbox.append(heartbeat(2, '2030-01-01'), false)).toBe('stored');
		await inbox.close();
		const [text = ''] = Object.values(await readSegments(folder));
		const sentAt = ['2026-11-21T10:29:32.123000Z', '2026-11-21T10:29:32.123001Z'];
		expect(text).toBe(
			[heartbeat(1), heartbeat(2)]
				.map((one, n) => `${JSON.stringify({ ...one, sent_at: sentAt[n] })}\n`)
				.join('')
		);
	});

	test('puts heartbeats of sources over their limit into a segment of their own', async () => {
		const folder = await temporaryInbox();
		const inbox = new Inbox(folder, { now: () => within });
		await Promise.all([inbox.append(heartbeat(1), false), inbox.append(heartbeat(2), true)]);
		await inbox.close();
		const names = (await readdir(folder)).map(parseSegmentName);
		expect(names).toEqual([
			{ hour, boot: names[0]?.boot, over: false },
			{ hour, boot: names[0]?.boot, over: true }
		]);
		expect((await readHeartbeats(folder)).map((one) => one.instance_id)).toEqual([
			heartbeat(1).instance_id,
			heartbeat(2).instance_id
		]);
	});

	test('is readable by its owner alone', async () => {
		const folder = await temporaryInbox();
		const inbox = new Inbox(folder);
		await inbox.append(heartbeat(1), false);
		await inbox.close();
		const [name = ''] = await readdir(folder);
		expect(await modeOf(folder)).toBe(0o700);
		expect(await modeOf(join(folder, name))).toBe(0o600);
	});

	test('gathers what arrives during a sync into one batch', async () => {
		const batches: number[] = [];
		const folder = await temporaryInbox();
		const inbox = new Inbox(folder, { onBatch: (heartbeats) => batches.push(heartbeats) });
		const first = inbox.append(heartbeat(0), false);
		await new Promise(setImmediate);
		const rest = fleet(300).map((one) => inbox.append(one, false));
		expect(inbox.waitingBytes).toBeGreaterThan(300 * 500);
		await Promise.all([first, ...rest]);
		expect(batches).toEqual([1, 300]);
		expect(inbox.waitingBytes).toBe(0);
		await inbox.close();
		expect(await readHeartbeats(folder)).toHaveLength(301);
	});

	test('begins a new segment each hour and never goes back, even when the clock does', async () => {
		let now = within;
		const folder = await temporaryInbox();
		const inbox = new Inbox(folder, { now: () => now });
		for (const time of [within, within + 3_600_000, within - 3_600_000, within]) {
			now = time;
			expect(await inbox.append(heartbeat(1), false)).toBe('stored');
		}
		await inbox.close();
		const segments = Object.entries(await readSegments(folder));
		expect(segments.map(([name]) => parseSegmentName(name)?.hour)).toEqual([hour, '2026-11-21T11']);
		expect(segments.map(([, text]) => text.split('\n').length - 1)).toEqual([1, 3]);
	});

	test('two processes never share a segment', async () => {
		const folder = await temporaryInbox();
		const inboxes = [new Inbox(folder), new Inbox(folder)];
		await Promise.all(inboxes.map((inbox) => inbox.append(heartbeat(1), false)));
		await Promise.all(inboxes.map((inbox) => inbox.close()));
		expect(await readdir(folder)).toHaveLength(2);
	});

	test('refuses what is more than it may hold in memory', async () => {
		const folder = await temporaryInbox();
		const inbox = new Inbox(folder, { waitingLimitBytes: 1_000 });
		const fates = await Promise.all(fleet(5).map((one) => inbox.append(one, false)));
		expect(fates).toEqual(['stored', 'stored', 'busy', 'busy', 'busy']);
		expect(await inbox.append(heartbeat(9), false)).toBe('stored');
		await inbox.close();
		expect(await readHeartbeats(folder)).toHaveLength(3);
	});

	test('finishes what it accepted before it closes, and takes nothing afterwards', async () => {
		const folder = await temporaryInbox();
		const inbox = new Inbox(folder);
		const fates = fleet(10).map((one) => inbox.append(one, false));
		await inbox.close();
		expect(new Set(await Promise.all(fates))).toEqual(new Set(['stored']));
		expect(await inbox.append(heartbeat(11), false)).toBe('not_storable');
		expect(await readHeartbeats(folder)).toHaveLength(10);
	});
});
