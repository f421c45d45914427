import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AuditLog } from '../../../../src/lib/server/access/audit-log/audit-log.ts';
import { readEntries, verify } from '../../../../src/lib/server/access/audit-log/verify.ts';

let dataFolder: string;
let folder: string;
beforeEach(() => {
	dataFolder = mkdtempSync(join(tmpdir(), 'murmuration-audit-'));
	folder = join(dataFolder, 'audit');
});
afterEach(() => {
	rmSync(dataFolder, { recursive: true, force: true });
});

let now = Date.UTC(2026, 10, 21, 12);
const complaints: string[] = [];
const open = (keepDays = 400) => {
	const complain = (line: string) => void complaints.push(line);
	return new AuditLog({ dataFolder, keepDays, now: () => now, complain });
};
const viewed = { actor: 'ada', event: 'view', target: '/tables' } as const;
const files = () => readdirSync(folder).filter((name) => name.endsWith('.ndjson'));

async function events(): Promise<string[]> {
	const list: string[] = [];
	for await (const { event, target } of readEntries(folder)) list.push(`${event} ${target ?? ''}`);
	return list;
}

test('what is recorded is on the disk once that is said, for nobody else to read', async () => {
	await open().record(viewed, { actor: 'ada', event: 'sign-out' });
	expect(await events()).toEqual(['view /tables', 'sign-out ']);
	expect(files()).toEqual(['2026-11.ndjson']);
	expect(statSync(join(folder, '2026-11.ndjson')).mode & 0o077).toBe(0);
	expect(await verify(folder)).toMatchObject({ entries: 2 });
});

test('what was read is written soon, in the order in which it happened', async () => {
	const log = open();
	for (const target of ['/a', '/b', '/c']) log.recordSoon({ ...viewed, target });
	await log.record({ ...viewed, target: '/d' });
	expect(await events()).toEqual(['view /a', 'view /b', 'view /c', 'view /d']);
	log.recordSoon({ ...viewed, target: '/e' });
	while ((await events()).length < 5) await new Promise((resolve) => setTimeout(resolve, 10));
	expect((await verify(folder)).entries).toBe(5);
});

test('writers that know nothing of each other make one chain', async () => {
	const logs = [open(), open(), open()];
	await Promise.all(
		Array.from({ length: 60 }, (_, index) =>
			(logs[index % 3] ?? open()).record({ ...viewed, target: `/${index}` })
		)
	);
	expect(await verify(folder)).toMatchObject({ entries: 60 });
	expect(new Set(await events()).size).toBe(60);
	expect(readdirSync(join(folder, '.writing'))).toEqual([]);
});

test('processes that write at the same time make one chain, even if some are killed', async () => {
	const module = fileURLToPath(
		new URL('../../../../src/lib/server/access/audit-log/audit-log.ts', import.meta.url)
	);
	const script = `const { AuditLog } = await import(${JSON.stringify(module)});
const log = new AuditLog({ dataFolder: ${JSON.stringify(dataFolder)}, keepDays: 400 });
for (let count = 0; count < 150; count += 1) await log.record({ actor: 'p' + process.pid, event: 'view' });`;
	const children = Array.from({ length: 4 }, () =>
		spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
			stdio: ['ignore', 'inherit', 'inherit']
		})
	);
	const killed = children[0];
	const ends = children.map((child) => once(child, 'exit'));
	while (!existsSync(folder) || (await verify(folder)).entries < 30) {
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	killed?.kill('SIGKILL');
	await Promise.all(ends);
	await open().record(viewed);
	const verdict = await verify(folder);
	expect(verdict.broken).toBeUndefined();
	expect(verdict.entries).toBeGreaterThanOrEqual(451);
});

test('a month has its own file, which goes on from the one before', async () => {
	const log = open();
	now = Date.UTC(2026, 10, 30, 23, 59);
	await log.record(viewed);
	now = Date.UTC(2026, 11, 1);
	await log.record(viewed);
	await open().record(viewed);
	expect(files()).toEqual(['2026-11.ndjson', '2026-12.ndjson']);
	expect(await verify(folder)).toMatchObject({ entries: 3 });
	now = Date.UTC(2026, 10, 21, 12);
	await open().record(viewed);
	expect(files()).toEqual(['2026-11.ndjson', '2026-12.ndjson']);
	expect(await verify(folder)).toMatchObject({ entries: 4 });
});

test('files that are old go as a whole, and the rest is whole without them', async () => {
	const log = open(60);
	for (const month of [1, 2, 3, 4, 5]) {
		now = Date.UTC(2026, month, 10);
		await log.record(viewed);
	}
	now = Date.UTC(2026, 10, 21, 12);
	expect(files()).toEqual(['2026-04.ndjson', '2026-05.ndjson', '2026-06.ndjson']);
	expect((await verify(folder)).broken).toBeUndefined();
	expect(await events()).toContain('files-dropped 2026-02.ndjson');
	rmSync(join(folder, '2026-04.ndjson'));
	expect((await verify(folder)).broken).toMatchObject({ file: '2026-05.ndjson', line: 1 });
});

test('a line that a process did not live to finish is taken away, and that is said', async () => {
	await open().record(viewed);
	appendFileSync(join(folder, '2026-11.ndjson'), '{"time":"2026-11-2');
	expect((await verify(folder)).broken).toMatchObject({ line: 2 });
	await open().record(viewed);
	expect(await events()).toEqual(['view /tables', 'repaired 2026-11.ndjson', 'view /tables']);
	expect((await verify(folder)).broken).toBeUndefined();
});

test('a line that was changed is not hidden by what is written after it', async () => {
	const file = join(folder, '2026-11.ndjson');
	await open().record(viewed);
	writeFileSync(file, readFileSync(file, 'utf8').replace('ada', 'eve'));
	await open().record(viewed);
	expect((await verify(folder)).broken).toMatchObject({ file: '2026-11.ndjson', line: 1 });
});

test('a claim that was left behind keeps nobody from writing', async () => {
	const claims = join(folder, '.writing');
	mkdirSync(claims, { recursive: true });
	const host = encodeURIComponent(hostname()).replaceAll('.', '%2E');
	writeFileSync(join(claims, `${host}.4194999.0`), '');
	writeFileSync(join(claims, `elsewhere.1.0`), '');
	utimesSync(join(claims, 'elsewhere.1.0'), 0, 0);
	await open().record(viewed);
	expect(readdirSync(claims)).toEqual([]);
});

test('what can not be written is complained about, and refused to whoever waits', async () => {
	writeFileSync(folder, 'a file where the folder should be');
	const log = open();
	await expect(log.record(viewed)).rejects.toThrow(/the audit log can't be written/);
	complaints.length = 0;
	log.recordSoon(viewed);
	while (complaints.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
	rmSync(folder);
	await log.record(viewed);
	expect((await verify(folder)).entries).toBe(1);
});

test('texts of a request are cut before they fill the log', async () => {
	await open().record({
		...viewed,
		target: 'x'.repeat(10_000),
		filters: { by: 'y'.repeat(10_000) }
	});
	expect(statSync(join(folder, '2026-11.ndjson')).size).toBeLessThan(2_000);
	expect((await verify(folder)).broken).toBeUndefined();
});
