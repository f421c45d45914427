import {
	appendFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readBackup } from '../../../src/lib/server/builder/backup/backup-manifest.ts';
import { restoreBackup } from '../../../src/lib/server/builder/backup/restore-backup.ts';
import { writeBackup } from '../../../src/lib/server/builder/backup/write-backup.ts';
import { drainInbox } from '../../../src/lib/server/builder/drain-inbox.ts';
import { forgetUnit } from '../../../src/lib/server/builder/erasure/erase.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import { rewriteWarehouse } from '../../../src/lib/server/warehouse/replace-file.ts';
import { openWarehouse, type Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { filesWith, scatteredId } from '../../support/find-bytes.ts';
import { fleet, heartbeat, toNdjson } from '../../support/heartbeats.ts';
import { readContent, temporaryFile, temporaryFolder } from '../warehouse/temporary-warehouse.ts';
import { InboxFolder, toLines } from './inbox-folder.ts';

const now = Date.parse('2026-11-09T03:30:00Z');
const one = (n: number) => ({ ...heartbeat(n), instance_id: scatteredId(n) });

let folder: string;
let inbox: InboxFolder;
let target: string;

function withWarehouse<Result>(
	work: (warehouse: Warehouse) => Promise<Result>,
	dataFolder = folder
): Promise<Result> {
	return openWarehouse(dataFolder).then((warehouse) =>
		work(warehouse).finally(() => {
			warehouse.close();
		})
	);
}

const backup = (to = target) =>
	withWarehouse((warehouse) =>
		writeBackup(warehouse, { dataFolder: folder, target: to, productVersion: '0', now })
	);
const restore = (dataFolder: string, force = false) =>
	restoreBackup({ dataFolder, source: target, force });
const drain = (dataFolder: string) =>
	withWarehouse((warehouse) => drainInbox(warehouse, { dataFolder, now }), dataFolder);
const write = (path: string, text: string) => {
	mkdirSync(join(folder, path, '..'), { recursive: true });
	writeFileSync(join(folder, path), text, { mode: 0o600 });
};
const read = (path: string, dataFolder = folder) => readFileSync(join(dataFolder, path), 'utf8');

function filesOf(root: string): string[] {
	return readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((path) => statSync(join(root, path)).isFile())
		.sort();
}

beforeEach(async () => {
	folder = temporaryFolder();
	target = join(temporaryFolder(), 'backup');
	inbox = new InboxFolder(folder);
	const file = temporaryFile('a.ndjson', toNdjson([...fleet(20, '2026-11-08'), one(7)]));
	await withWarehouse((warehouse) => loadFile(warehouse, file));
	inbox.append(toLines([one(8)]));
	await drain(folder);
	inbox.append(toLines([one(9)]));
	write('published/heartbeats/week/2026-W45/release.json', 'W45');
	write('published/heartbeats/week/2026-W45/cells.parquet', 'cells');
	write('published/heartbeats/week/.new-x/release.json', 'half');
	write('published/heartbeats/notes/a.json', 'note');
	write('shares/0123456789abcdef01234567.json', '{"revoked":null}');
	write('secret', 'a secret of thirty-two bytes or so\n');
	write('audit/2026-11.ndjson', '{"line":1}\n{"half');
	write('audit/claim-host-1', '');
});

test('a restored backup holds what was backed up, and goes on where that was', async () => {
	await backup();
	const other = join(temporaryFolder(), 'data');
	const { stayed, erased } = await restore(other);
	expect({ stayed, erased }).toEqual({ stayed: 0, erased: { rows: 0, lines: 0 } });
	expect(await withWarehouse(readContent, other)).toEqual(await withWarehouse(readContent));
	expect(filesOf(other)).toEqual(filesOf(folder).filter((path) => !/\.new-x|claim/.test(path)));
	expect(read('audit/2026-11.ndjson', other)).toBe('{"line":1}\n');
	for (const path of filesOf(other).filter((one) => !/audit|duckdb/.test(one))) {
		expect(read(path, other), path).toBe(read(path));
	}
	expect(statSync(join(other, 'secret')).mode & 0o777).toBe(0o600);
	// What was drained before the backup is not drained again, what waited then is.
	expect(await drain(other)).toMatchObject({ heartbeats: 1 });
	expect(await drain(folder)).toMatchObject({ heartbeats: 1 });
	expect(await withWarehouse(readContent, other)).toEqual(await withWarehouse(readContent));
});

test('a backup never takes the place of anything, nor lies where it would be forgotten', async () => {
	await backup();
	await expect(backup()).rejects.toThrow(/is there already/);
	await expect(backup(join(folder, 'backup'))).rejects.toThrow(/is in the data folder/);
	expect(existsSync(join(folder, 'backup.partial'))).toBe(false);
	expect(statSync(target).mode & 0o777).toBe(0o700);
});

describe('a backup that is not whole is refused, and nothing is touched', () => {
	const other = () => join(temporaryFolder(), 'data');

	test('whichever file was altered, cut or lost', async () => {
		const { files } = await backup();
		expect(files.length).toBeGreaterThan(7);
		for (const { path } of files) {
			const file = join(target, path);
			const bytes = readFileSync(file);
			const altered = Buffer.from(bytes);
			altered[bytes.length >> 1] = (altered[bytes.length >> 1] ?? 0) ^ 1;
			const data = other();
			for (const damaged of [altered, bytes.subarray(0, -1)]) {
				writeFileSync(file, damaged);
				await expect(restore(data)).rejects.toThrow(`damaged: ${path} is not what was written`);
			}
			rmSync(file);
			await expect(restore(data)).rejects.toThrow(`damaged: ${path} is missing`);
			expect(existsSync(data)).toBe(false);
			writeFileSync(file, bytes);
		}
		await readBackup(target);
	});

	test.each([
		['{"version": 2, "more": true}', /has backup version 2, this program knows 1: update/],
		['{"version": 1', /backup\.json is not JSON/],
		['{"version": 1}', /damaged: backup\.json: schema/],
		[
			'{"version":1,"schema":999,"product":"0","created":"2026-11-09T03:30:00.000Z","files":[]}',
			/has schema version 999, this program knows \d+: update/
		],
		[
			'{"version":1,"schema":1,"product":"0","created":"2026-11-09T03:30:00.000Z","files":[{"path":"../x","bytes":0,"sha256":"aa"}]}',
			/damaged: backup\.json: files\.0\.path/
		]
	])('with a manifest like %s', async (manifest, reason) => {
		await backup();
		writeFileSync(join(target, 'backup.json'), manifest);
		await expect(restore(other())).rejects.toThrow(reason);
	});

	test('without a manifest', async () => {
		await backup();
		rmSync(join(target, 'backup.json'));
		await expect(restore(other())).rejects.toThrow(/is no backup, or one that was not finished/);
	});
});

test('a folder that holds something is left alone without force', async () => {
	await backup();
	const before = filesOf(folder);
	await expect(restore(folder)).rejects.toThrow(/is not empty: --force replaces its warehouse/);
	expect(filesOf(folder)).toEqual(before);
});

test('with force the warehouse is that of the backup, and what came out or came in since stays', async () => {
	await backup();
	const content = await withWarehouse(readContent);
	await withWarehouse((warehouse) =>
		loadFile(warehouse, temporaryFile('b.ndjson', toNdjson([one(40)])))
	);
	write('published/heartbeats/week/2026-W46/release.json', 'W46');
	write('shares/0123456789abcdef01234567.json', '{"revoked":"now"}');
	write('secret', 'another secret of thirty-two bytes\n');
	appendFileSync(join(folder, 'audit/2026-11.ndjson'), '"}\n');
	rmSync(join(folder, 'published/heartbeats/week/2026-W45'), { recursive: true });
	const segment = inbox.append(toLines([one(41)]));
	await restore(folder, true);
	expect(await withWarehouse(readContent)).toEqual(content);
	expect(read('published/heartbeats/week/2026-W46/release.json')).toBe('W46');
	expect(read('published/heartbeats/week/2026-W45/cells.parquet')).toBe('cells');
	expect(read('shares/0123456789abcdef01234567.json')).toBe('{"revoked":"now"}');
	expect(read('secret')).toContain('another');
	expect(read('audit/2026-11.ndjson')).toBe('{"line":1}\n{"half"}\n');
	expect(read(`inbox/${segment}`)).toContain(scatteredId(41));
	expect(await drain(folder)).toMatchObject({ heartbeats: 2 });
});

test('a backup from before does not bring a forgotten unit back, and one from after does not hold it', async () => {
	await backup();
	const ids = [7, 8, 9].map(scatteredId);
	for (const id of ids) {
		expect(filesWith(target, id)).not.toEqual([]);
		await withWarehouse((warehouse) => forgetUnit(warehouse, folder, id));
	}
	await rewriteWarehouse(folder);
	const later = join(temporaryFolder(), 'later');
	await backup(later);
	const { erased } = await restore(folder, true);
	expect(erased.rows).toBe(4);
	for (const id of ids) {
		expect(filesWith(folder, id)).toEqual([]);
		expect(filesWith(later, id)).toEqual([]);
	}
	// The tombstones travel with the later backup, and hold for what comes after it is restored elsewhere.
	const other = join(temporaryFolder(), 'data');
	await restoreBackup({ dataFolder: other, source: later, force: false });
	const again = temporaryFile('c.ndjson', toNdjson([one(7), one(50)]));
	expect(await withWarehouse((warehouse) => loadFile(warehouse, again), other)).toMatchObject({
		loaded: 1
	});
	// The same bytes restored where nobody was forgotten hold everything.
	const elsewhere = join(temporaryFolder(), 'data');
	await restore(elsewhere);
	expect(filesWith(elsewhere, scatteredId(7))).toEqual(['warehouse/warehouse.duckdb']);
});
