import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Inbox, type InboxHealth } from '../../../src/lib/server/inbox/inbox.ts';
import { createSegmentFile, type SegmentFile } from '../../../src/lib/server/inbox/segment.ts';
import { fleet, heartbeat } from '../../support/heartbeats.ts';
import { readHeartbeats, readSegments, temporaryInbox } from './inbox-folder.ts';

type Fault = 'write' | 'short write' | 'datasync' | 'truncate';

const now = Date.parse('2026-11-21T10:29:32.123Z');

/** An inbox on a real folder whose disk has the faults that `faults` holds at the moment. */
async function inboxWith(faults: Set<Fault>, pauseMs = 0) {
	const folder = await temporaryInbox();
	const healths: InboxHealth[] = [];
	const inbox = new Inbox(folder, {
		now: () => now,
		pauseMs,
		onHealth: (health) => healths.push(health),
		createFile: async (...where) => faulty(await createSegmentFile(...where), faults)
	});
	return { folder, inbox, healths };
}

function faulty(file: SegmentFile, faults: Set<Fault>): SegmentFile {
	const failing = (fault: Fault, code: string) => {
		if (faults.has(fault)) throw Object.assign(new Error(code), { code });
	};
	const write = async (bytes: Buffer) => {
		failing('write', 'ENOSPC');
		return file.write(faults.has('short write') ? bytes.subarray(0, bytes.length / 2) : bytes);
	};
	return {
		write: write as SegmentFile['write'],
		datasync: async () => {
			await file.datasync();
			failing('datasync', 'EIO');
		},
		truncate: async (length) => {
			failing('truncate', 'EIO');
			await file.truncate(length);
		},
		stat: (() => file.stat()) as SegmentFile['stat'],
		close: () => file.close()
	};
}

describe('when the disk fails', () => {
	test.each<[Fault, string]>([
		['write', 'ENOSPC'],
		['short write', 'ESHORT'],
		['datasync', 'EIO']
	])('by %s, nobody is told "stored", and nothing of it stays', async (fault, code) => {
		const faults = new Set<Fault>();
		const { folder, inbox, healths } = await inboxWith(faults);
		expect(await inbox.append(heartbeat(1), false)).toBe('stored');
		faults.add(fault);
		const fates = await Promise.all(fleet(5).map((one) => inbox.append(one, false)));
		expect(new Set(fates)).toEqual(new Set(['not_storable']));
		expect(inbox.health).toEqual({ storable: false, code });
		faults.clear();
		expect(await inbox.append(heartbeat(2), false)).toBe('stored');
		expect(healths).toEqual([{ storable: false, code }, { storable: true }]);
		await inbox.close();
		const ids = (await readHeartbeats(folder)).map((one) => one.instance_id);
		expect(ids.sort()).toEqual([heartbeat(1).instance_id, heartbeat(2).instance_id]);
	});

	test('and a torn line can not be cut off, the file is left and a new one begun', async () => {
		const faults = new Set<Fault>();
		const { folder, inbox } = await inboxWith(faults);
		await inbox.append(heartbeat(1), false);
		faults.add('short write').add('truncate');
		expect(await inbox.append(heartbeat(2), false)).toBe('not_storable');
		faults.clear();
		expect(await inbox.append(heartbeat(3), false)).toBe('stored');
		await inbox.close();
		const texts = Object.values(await readSegments(folder));
		expect(texts).toHaveLength(2);
		expect(texts.filter((text) => text.endsWith('\n'))).toHaveLength(1);
		const ids = (await readHeartbeats(folder)).map((one) => one.instance_id);
		expect(ids.sort()).toEqual([heartbeat(1).instance_id, heartbeat(3).instance_id]);
	});

	test('those who waited behind the failure are refused too, and the disk is left alone for a while', async () => {
		const faults = new Set<Fault>(['write']);
		const { inbox } = await inboxWith(faults, 3_600_000);
		const first = inbox.append(heartbeat(1), false);
		await new Promise(setImmediate);
		const second = inbox.append(heartbeat(2), false);
		expect(await Promise.all([first, second])).toEqual(['not_storable', 'not_storable']);
		faults.clear();
		expect(inbox.refusal()).toBe('not_storable');
		expect(await inbox.append(heartbeat(3), false)).toBe('not_storable');
		expect(inbox.waitingBytes).toBe(0);
		await inbox.close();
	});

	test('in one kind of segment, the heartbeats of the other are not acknowledged either', async () => {
		const folder = await temporaryInbox();
		const faults = new Set<Fault>(['write']);
		const inbox = new Inbox(folder, {
			createFile: async (inboxFolder, name) => {
				const file = await createSegmentFile(inboxFolder, name);
				return name.includes('.over.') ? faulty(file, faults) : file;
			}
		});
		const fates = [inbox.append(heartbeat(1), false), inbox.append(heartbeat(2), true)];
		expect(await Promise.all(fates)).toEqual(['not_storable', 'not_storable']);
		await inbox.close();
	});

	test('by taking longer than a segment may be written, the write does not count', async () => {
		let time = now;
		const folder = await temporaryInbox();
		const inbox = new Inbox(folder, {
			now: () => time,
			pauseMs: 0,
			createFile: async (...where) => {
				const file = await createSegmentFile(...where);
				const datasync = async () => {
					time += 3_600_000;
					await file.datasync();
				};
				return { ...faulty(file, new Set()), datasync };
			}
		});
		expect(await inbox.append(heartbeat(1), false)).toBe('not_storable');
		expect(inbox.health).toEqual({ storable: false, code: 'ELATE' });
		await inbox.close();
	});

	test('because a reader removed the segment already, the write does not count, and a new one is begun', async () => {
		const { folder, inbox, healths } = await inboxWith(new Set());
		expect(await inbox.append(heartbeat(1), false)).toBe('stored');
		const [taken = ''] = Object.keys(await readSegments(folder));
		await rm(join(folder, taken));
		expect(await inbox.append(heartbeat(2), false)).toBe('not_storable');
		expect(healths).toEqual([{ storable: false, code: 'ETAKEN' }]);
		expect(await inbox.append(heartbeat(3), false)).toBe('stored');
		await inbox.close();
		const ids = (await readHeartbeats(folder)).map((one) => one.instance_id);
		expect(ids).toEqual([heartbeat(3).instance_id]);
	});

	test('because its folder can not be made, the inbox says so and goes on', async () => {
		const inbox = new Inbox('/dev/null/inbox', { pauseMs: 0 });
		expect(await inbox.append(heartbeat(1), false)).toBe('not_storable');
		expect(await inbox.append(heartbeat(1), false)).toBe('not_storable');
		expect(inbox.health).toEqual({ storable: false, code: 'ENOTDIR' });
		await inbox.close();
	});
});
