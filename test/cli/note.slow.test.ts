import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { PublishedStore } from '../../src/lib/server/published/published-store.ts';
import { temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';
import { murmuration } from '../support/murmuration.ts';

let folder: string;

beforeEach(() => {
	folder = temporaryFolder();
});

const note = (...parameters: string[]) => murmuration(folder, 'note', ...parameters);

test('a note is added once, listed, read by the web side and taken back', async () => {
	const text = 'The Helm chart switched telemetry on.';
	const day = ['--from', '2026-10-05'];
	expect((await note('add', text, ...day)).stdout).toBe(
		'added 2026-10-05-the-helm-chart-switched\n'
	);
	const again = await note('add', text, ...day);
	expect(again.code).toBe(1);
	expect(again.stderr).toContain('remove it first');
	expect((await note('list')).stdout).toContain(text);
	const [stored] = await new PublishedStore(folder).readNotes('heartbeats');
	expect(stored).toMatchObject({ kind: 'note', from: '2026-10-05', text });
	expect(stored?.tables).toContain('version');
	expect((await note('remove', '2026-10-05-the-helm-chart-switched')).code).toBe(0);
	expect((await note('list')).stdout).toBe('no notes\n');
	expect((await note('remove', '../../release')).code).toBe(1);
});

test.each([
	[['--from', '5 October'], 'from: expected a day like 2026-10-05'],
	[['--from', '2026-10-05', '--until', '2026-10-04'], 'until: expected a day no earlier'],
	[['--from', '2026-10-05', '--table', 'weather'], 'heartbeats has no table weather'],
	[['--from', '2026-10-05', '--kind', 'rumour'], 'Allowed choices are note, epoch']
])('%j is refused by name', async (parameters, reason) => {
	const { code, stderr } = await note('add', 'Some text', ...parameters);
	expect(code).toBe(2);
	expect(stderr).toContain(reason);
	expect(await new PublishedStore(folder).readNotes('heartbeats')).toEqual([]);
});

test('a file written by hand that holds no note is named and takes nothing down', async () => {
	await note('add', 'Well said', '--from', '2026-10-05');
	const notes = join(folder, 'published', 'heartbeats', 'notes');
	await mkdir(notes, { recursive: true });
	await writeFile(join(notes, 'broken.json'), '{ "from": "2026-10-05"');
	await writeFile(
		join(notes, 'odd.json'),
		'{ "tables": ["version"], "text": "x", "colour": "red" }'
	);
	const { stdout, stderr } = await note('list');
	expect(stdout).toContain('Well said');
	expect(stderr).toContain('note broken.json is left out: tables: ');
	expect(stderr).toContain('note odd.json is left out: colour: unknown field');
});
