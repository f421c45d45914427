import {
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	statSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { drainInbox, hasSegments } from '../../../src/lib/server/builder/drain-inbox.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import { readSetting, writeSetting } from '../../../src/lib/server/warehouse/setting.ts';
import type { Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { fleet, heartbeat, instanceId, toNdjson } from '../../support/heartbeats.ts';
import {
	readContent,
	temporaryFile,
	temporaryFolder,
	temporaryWarehouse
} from '../warehouse/temporary-warehouse.ts';
import { InboxFolder, toLines } from './inbox-folder.ts';

const during = Date.parse('2026-11-09T03:30:00Z');
const after = Date.parse('2026-11-09T04:10:00Z');

let dataFolder: string;
let warehouse: Warehouse;
let inbox: InboxFolder;

beforeEach(async () => {
	dataFolder = temporaryFolder();
	warehouse = await temporaryWarehouse(dataFolder);
	inbox = new InboxFolder(dataFolder);
});

const drain = (now = during, batchBytes?: number) =>
	drainInbox(warehouse, { dataFolder, now, ...(batchBytes ? { batchBytes } : {}) });

/** Instance and usage of every heartbeat of a table. */
async function rows(table: 'heartbeat' | 'quarantine' = 'heartbeat'): Promise<unknown[]> {
	const found = await warehouse.all(
		`SELECT instance_id::VARCHAR AS id, active_users::INTEGER AS usage FROM ${table} ORDER BY ALL`
	);
	return found.map(({ id, usage }) => [id, usage]);
}

const expected = (...instances: (readonly [n: number, usage: number])[]) =>
	instances.map(([n, usage]) => [instanceId(n), usage]);

/** The warehouse, failing as a process killed before this statement would leave it. */
function dyingAt(statement: RegExp): Warehouse {
	return {
		...warehouse,
		run: (sql, parameters) =>
			statement.test(sql) ? Promise.reject(new Error('killed')) : warehouse.run(sql, parameters)
	};
}

describe('what is drained', () => {
	test('is what the segments hold, as if their files had been loaded', async () => {
		inbox.append(toLines(fleet(30)));
		inbox.append(toLines(fleet(20, '2026-11-10')), { hour: '2026-11-10T03', boot: '99999999' });
		expect(await drain()).toMatchObject({ heartbeats: 50, quarantined: 0, refused: 0 });
		const other = await temporaryWarehouse();
		await loadFile(
			other,
			temporaryFile('f.ndjson', toLines([...fleet(30), ...fleet(20, '2026-11-10')]))
		);
		expect(await readContent(warehouse)).toEqual(await readContent(other));
	});

	test('is only what is new since the last time', async () => {
		inbox.append(toLines(fleet(3)));
		expect(await drain()).toMatchObject({ heartbeats: 3 });
		expect(await drain()).toMatchObject({ heartbeats: 0 });
		inbox.append(toLines([heartbeat(7)]));
		expect(await drain()).toMatchObject({ heartbeats: 1 });
		expect(await rows()).toEqual(expected([0, 0], [1, 1], [2, 2], [7, 7]));
	});

	test('never includes a torn last line, until its newline is there', async () => {
		const line = toLines([heartbeat(2)]);
		inbox.append(toLines([heartbeat(1)]) + line.slice(0, 100));
		expect(await drain()).toMatchObject({ heartbeats: 1, refused: 0 });
		inbox.append(line.slice(100));
		expect(await drain()).toMatchObject({ heartbeats: 1, refused: 0 });
		expect(await rows()).toEqual(expected([1, 1], [2, 2]));
	});

	test('is the same for batches of any size and rounds at any moment', async () => {
		const text = toLines(fleet(12));
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 4 }),
				fc.integer({ min: 2000, max: text.length + 1 }),
				async (cuts, batchBytes) => {
					dataFolder = temporaryFolder();
					warehouse = await temporaryWarehouse(dataFolder);
					inbox = new InboxFolder(dataFolder);
					const points = [0, ...cuts.sort((a, b) => a - b), text.length];
					let heartbeats = 0;
					for (const [index, point] of points.entries()) {
						inbox.append(text.slice(points[index - 1] ?? 0, point));
						heartbeats += (await drain(during, batchBytes)).heartbeats;
					}
					expect(heartbeats).toBe(12);
					expect(await rows()).toHaveLength(12);
				}
			),
			{ numRuns: 15 }
		);
	});

	test('ends, however fast more arrives', async () => {
		let next = 1;
		const busy: Warehouse = {
			...warehouse,
			transaction: (work) => {
				if (next < 9) inbox.append(toLines([heartbeat(next++)]));
				return warehouse.transaction(work);
			}
		};
		inbox.append(toLines([heartbeat(0)]));
		for (let round = 1; round < 4; round += 1) {
			expect(await drainInbox(busy, { dataFolder, now: during })).toMatchObject({ heartbeats: 1 });
			expect(await rows()).toHaveLength(round);
		}
	});

	test('keeps the latest of an instance and day to the microsecond', async () => {
		const [early, late] = [1, 2].map((usage) => heartbeat(1, '2026-11-09', '03:17:00.000Z', usage));
		if (!early || !late) throw new Error('two heartbeats');
		const at = (micros: string) => ({ sent_at: `2026-11-09T03:17:00.000${micros}Z` });
		inbox.append(toNdjson([{ ...late, ...at('124') }]));
		await drain();
		inbox.append(toNdjson([{ ...early, ...at('123') }]));
		await drain();
		expect(await rows()).toEqual(expected([1, 2]));
	});

	test('keeps microseconds of lines that only the schema can judge', async () => {
		const quoted = heartbeat(1);
		quoted.runtime.db_version = 'PostgreSQL "16"';
		inbox.append(toNdjson([{ ...quoted, sent_at: '2026-11-09T03:17:00.000124Z' }]));
		expect(await drain()).toMatchObject({ heartbeats: 1, refused: 0 });
		const [row] = await warehouse.all(
			"SELECT date_part('us', sent_at)::INTEGER AS us FROM heartbeat"
		);
		expect(row).toEqual({ us: 124 });
	});

	test('leaves other files of the folder alone', async () => {
		writeFileSync(join(inbox.folder, 'notes.txt'), 'mine');
		expect(await hasSegments(dataFolder)).toBe(false);
		await drain(after);
		expect(inbox.names()).toEqual(['notes.txt']);
	});
});

describe('a drain that is killed', () => {
	test.each([
		['before the point is recorded', /INSERT INTO inbox_segment/],
		['before the rows are settled', /load_contender/],
		['before the commit', /^COMMIT/]
	])('%s leaves everything as before, and the next one has it once', async (_when, statement) => {
		inbox.append(toLines(fleet(3)));
		await drain();
		const before = await readContent(warehouse);
		inbox.append(toLines([heartbeat(5)]));
		const dying = dyingAt(statement);
		const transaction: Warehouse['transaction'] = async (work) => {
			return warehouse.transaction(async () => {
				const result = await work();
				await dying.run('COMMIT');
				return result;
			});
		};
		const options = { dataFolder, now: after };
		await expect(drainInbox({ ...dying, transaction }, options)).rejects.toThrow('killed');
		expect(await readContent(warehouse)).toEqual(before);
		expect(inbox.names()).toHaveLength(1);

		expect(await drain(after)).toMatchObject({ heartbeats: 1 });
		expect(await rows()).toEqual(expected([0, 0], [1, 1], [2, 2], [5, 5]));
		expect(readdirSync(warehouse.folder).filter((name) => name.startsWith('draining-'))).toEqual(
			[]
		);
	});

	test('between deleting a segment and forgetting it is cleaned up', async () => {
		inbox.append(toLines(fleet(3)));
		const dying = dyingAt(/DELETE FROM inbox_segment WHERE/);
		await drain();
		await expect(drainInbox(dying, { dataFolder, now: after })).rejects.toThrow('killed');
		expect(inbox.names()).toEqual([]);
		expect(await warehouse.all('FROM inbox_segment')).toHaveLength(1);
		await drain(after);
		expect(await warehouse.all('FROM inbox_segment')).toEqual([]);
		expect(await rows()).toHaveLength(3);
	});
});

describe('a segment that its writer cut back', () => {
	test('and went on with is drained in full, however long it is now', async () => {
		const stored = toLines([heartbeat(1), heartbeat(2)]);
		const name = inbox.append(stored + toLines([heartbeat(3)]));
		await drain();
		for (const later of [[4], [5, 6], [7]]) {
			inbox.replace(name, stored + toLines(later.map((n) => heartbeat(n))));
			await drain();
		}
		expect(await rows()).toEqual(expected(...[1, 2, 3, 4, 5, 6, 7].map((n) => [n, n] as const)));
	});
});

describe('a writer that cuts off what it could not store', () => {
	test('loses no line that it kept, at whatever moment the segment is read', async () => {
		const path = join(inbox.folder, inbox.append(toLines([heartbeat(0)])));
		let next = 1;
		const write = async () => {
			for (let batch = 0; batch < 300; batch += 1) {
				const failed = Array.from({ length: 40 }, (_, n) => heartbeat(100_000 + n));
				const { size } = statSync(path);
				inbox.append(toLines(failed));
				await sleep(fc.sample(fc.nat(6), 1)[0]);
				truncateSync(path, size);
				inbox.append(toLines(Array.from({ length: 30 }, () => heartbeat(next++))));
				await sleep(1);
			}
		};
		const writer = { isDone: false };
		const writing = write().finally(() => (writer.isDone = true));
		while (!writer.isDone) await drain();
		await writing;
		await drain();
		const kept = await warehouse.all(
			`SELECT count(*)::INTEGER AS count FROM heartbeat WHERE active_users < 100000`
		);
		expect(kept).toEqual([{ count: next }]);
	});
});

describe('a segment is deleted', () => {
	test('ten minutes after its hour, not before', async () => {
		inbox.append(toLines(fleet(2)));
		await drain(after - 1);
		expect(inbox.names()).toHaveLength(1);
		await drain(after);
		expect(inbox.names()).toEqual([]);
		expect(await warehouse.all('FROM inbox_segment')).toEqual([]);
	});

	test('with what it still holds drained, and with a torn rest or nothing else', async () => {
		inbox.append(toLines(fleet(2)));
		inbox.append(toLines([heartbeat(9)]).slice(0, 50), { boot: '11111111' });
		inbox.append('', { boot: '22222222' });
		expect(await drain(after)).toMatchObject({ heartbeats: 2, refused: 0 });
		expect(inbox.names()).toEqual([]);
		expect(await rows()).toHaveLength(2);
	});
});

describe('lines that are no heartbeats', () => {
	test('are told and kept; the others are loaded', async () => {
		const text = `${toLines(fleet(2))}{"a":1}\n${toLines([heartbeat(5)])}`;
		inbox.append(text);
		const { heartbeats, refused, refusedFiles } = await drain(after);
		expect([heartbeats, refused]).toEqual([3, 1]);
		expect(refusedFiles.map((file) => readFileSync(file, 'utf8'))).toEqual([text]);
		expect(await rows()).toHaveLength(3);
	});

	test('damaged beyond reading do not hold up the others', async () => {
		const damaged = [Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(`${'\0'.repeat(4096)}x\n`)];
		inbox.append(Buffer.concat([Buffer.from(toLines(fleet(2))), ...damaged]));
		inbox.append(Buffer.concat([...damaged]), { boot: '11111111' });
		inbox.append(toLines([heartbeat(5)]), { boot: '22222222' });
		const { heartbeats, refused, refusedFiles } = await drain(after);
		expect([heartbeats, refused]).toEqual([3, 4]);
		for (const file of refusedFiles) expect(readFileSync(file)).toContain(0xff);
		expect(await rows()).toHaveLength(3);
		expect(inbox.names()).toEqual([]);
	});
});

describe('the sample', () => {
	const release = () => join(dataFolder, 'published', 'heartbeats', 'week', '2026-W40');

	beforeEach(async () => {
		await loadFile(warehouse, temporaryFile('sample.ndjson', toNdjson(fleet(9))));
		await writeSetting(warehouse, 'origin', 'sample');
		mkdirSync(release(), { recursive: true });
		writeFileSync(join(release(), 'release.json'), '{"synthetic":true}');
	});

	test('gives way, with its releases, to the first heartbeat of one’s own', async () => {
		inbox.append(toLines([heartbeat(50)]));
		expect(await drain()).toMatchObject({ heartbeats: 1, sampleRemoved: true });
		expect(await rows()).toEqual(expected([50, 50]));
		expect(existsSync(release())).toBe(false);
		inbox.append(toLines([heartbeat(51)]));
		expect(await drain()).toMatchObject({ sampleRemoved: false });
		expect(await rows()).toHaveLength(2);
	});

	test('stays while no heartbeat is whole', async () => {
		inbox.append('{"schema_ver');
		expect(await drain()).toMatchObject({ sampleRemoved: false });
		expect(await rows()).toHaveLength(9);
		expect(await readSetting(warehouse, 'origin')).toBe('sample');
	});
});
