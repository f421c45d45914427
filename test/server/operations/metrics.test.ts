import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOperationsMetrics } from '../../../src/lib/server/operations/metrics.ts';
import { noteRun, readRun } from '../../../src/lib/server/operations/runs.ts';
import { temporaryFolder } from '../../support/murmuration.ts';

let data: { folder: string; remove: () => Promise<void> };

beforeEach(async () => {
	data = await temporaryFolder();
});
afterEach(async () => {
	await data.remove();
});

/** Samples by name and labels. */
async function samples(): Promise<ReadonlyMap<string, number>> {
	const text = await readOperationsMetrics(data.folder, ['heartbeats', 'cli-usage']);
	const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
	return new Map(
		lines.map((line) => {
			const [name = '', value] = line.split(/ (?=\S+$)/);
			return [name.replace('murmuration_', ''), Number(value)] as const;
		})
	);
}

const seconds = (moment: string) => Date.parse(moment) / 1000;

test('of an empty folder only what is there is told, never a time that was not', async () => {
	const told = await samples();
	expect([...told.keys()].sort()).toEqual([
		'disk_free_bytes',
		'disk_size_bytes',
		'inbox_segment_bytes',
		'inbox_segments'
	]);
	expect(told.get('inbox_segments')).toBe(0);
	expect(told.get('disk_free_bytes')).toBeGreaterThan(0);
	expect(told.get('disk_size_bytes')).toBeGreaterThanOrEqual(told.get('disk_free_bytes') ?? NaN);
});

test('numbers reach to the end of the newest period, whatever else lies there', async () => {
	const names = ['week/2026-W45', 'week/2026-W46', 'week/.new-x', 'week/zzz', 'month/2026-10'];
	for (const name of names) {
		await mkdir(join(data.folder, 'published/heartbeats', name), { recursive: true });
	}
	const told = await samples();
	const through = [...told].filter(([name]) => name.startsWith('data_through'));
	expect(through).toEqual([
		[
			'data_through_timestamp_seconds{dataset="heartbeats",granularity="week"}',
			seconds('2026-11-16T00:00:00Z')
		],
		[
			'data_through_timestamp_seconds{dataset="heartbeats",granularity="month"}',
			seconds('2026-11-01T00:00:00Z')
		]
	]);
});

test('what waits in the inbox is told by its oldest hour', async () => {
	const inbox = join(data.folder, 'inbox');
	await mkdir(inbox);
	await writeFile(join(inbox, '2026-11-21T10-0a1b2c3d.over.ndjson'), '12345\n');
	await writeFile(join(inbox, '2026-11-21T09-0a1b2c3d.ndjson'), '123\n');
	await writeFile(join(inbox, 'notes.txt'), 'no segment\n');
	const told = await samples();
	expect(told.get('inbox_segments')).toBe(2);
	expect(told.get('inbox_segment_bytes')).toBe(10);
	expect(told.get('inbox_oldest_timestamp_seconds')).toBe(seconds('2026-11-21T09:00:00Z'));
});

test('runs are told when they were, publishing by its hour', async () => {
	const at = Date.parse('2026-11-21T10:20:30.400Z');
	await noteRun(data.folder, 'published', at);
	await noteRun(data.folder, 'backup', at);
	await noteRun(data.folder, 'audit-log', at, false);
	const told = await samples();
	const last = (run: string) => told.get(`last_run_timestamp_seconds{run="${run}"}`);
	expect(last('published')).toBe(seconds('2026-11-21T10:00:00Z'));
	expect(last('backup')).toBe(at / 1000);
	expect(last('retention')).toBeUndefined();
	expect(told.get('audit_log_whole')).toBe(0);
	await noteRun(data.folder, 'audit-log', at + 1000);
	expect((await samples()).get('audit_log_whole')).toBe(1);
});

test('a file that holds no run is none', async () => {
	await mkdir(join(data.folder, 'runs'));
	await writeFile(join(data.folder, 'runs', 'backup.json'), '{"at":');
	expect(await readRun(data.folder, 'backup')).toBeUndefined();
});

test('of shared storage it is told when it was seen, and whether anything there was refused', async () => {
	for (const whole of [true, false]) {
		await noteRun(data.folder, 'followed', Date.parse('2026-11-20T10:00:00Z'), whole);
		const told = await samples();
		expect(told.get('shared_storage_whole')).toBe(Number(whole));
		expect(told.get('last_run_timestamp_seconds{run="followed"}')).toBe(
			seconds('2026-11-20T10:00:00Z')
		);
	}
});
