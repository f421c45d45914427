// Several machines, each with a folder of its own, before one shared storage.
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	ReleaseTakenError,
	writeRelease
} from '../../../../src/lib/server/builder/write-release.ts';
import { readRun } from '../../../../src/lib/server/operations/runs.ts';
import { readReleaseFiles } from '../../../../src/lib/server/published/release-files.ts';
import { SharedStoreError } from '../../../../src/lib/server/published/shared/shared-store.ts';
import { temporaryFolder } from '../../../support/murmuration.ts';
import { Machine, realRelease } from '../../../support/shared-machine.ts';
import { SharedStorageServer } from '../../../support/shared-storage.ts';

const small = realRelease(180);
const large = realRelease(240);
const key = 'fleet/a/releases/small/week/2026-W46.json';
const week = 'small/week/2026-W46';

let folder: string;
let remove: () => Promise<void>;
let server: SharedStorageServer;
const machine = (name: string) => new Machine(join(folder, name), server);

beforeEach(async () => {
	({ folder, remove } = await temporaryFolder());
	server = await SharedStorageServer.start(join(folder, 'storage'));
});
afterEach(async () => {
	await server.halt();
	await remove();
});

/** Names of all parts in the storage. */
function partsThere(): string[] {
	const parts = join(server.fileOf(key), '../../../../parts/small/week/2026-W46');
	return readdirSync(parts).filter((name) => name.endsWith('_object'));
}

describe('a release', () => {
	test('comes to every machine, byte for byte and of the same day, and is taken once', async () => {
		const [a, b, c] = [machine('a'), machine('b'), machine('c')];
		await a.publish(small);
		for (const one of [b, c]) {
			const { look } = await one.shared.follow();
			expect(look).toMatchObject({
				taken: [{ dataset: 'small', period: '2026-W46' }],
				refused: []
			});
			expect(one.files()).toEqual(a.files());
			await readReleaseFiles(join(one.published, week));
			const day = (of: Machine) =>
				statSync(join(of.published, week, 'release.json'))
					.mtime.toISOString()
					.slice(0, 10);
			expect(day(one)).toBe(day(b));
			expect((await readRun(one.dataFolder, 'followed'))?.ok).toBe(true);
		}
		const asked = server.requests.length;
		expect((await b.shared.follow()).look.taken).toEqual([]);
		expect(server.requests.slice(asked).every((request) => request.endsWith('/releases/'))).toBe(
			true
		);
	});

	test('is not there for anybody before all of its parts are', async () => {
		const [a, b] = [machine('a'), machine('b')];
		await a.publish(small);
		const order = server.requests.filter((request) => request.startsWith('PUT'));
		expect(order.at(-1)).toContain('/releases/small/week/2026-W46.json');
		expect(order).toHaveLength(3);
		for (const part of partsThere())
			rmSync(join(server.fileOf(key), '../../../../parts', week, part));
		const { look } = await b.shared.follow();
		expect(look.refused).toMatchObject([{ reason: 'cells.parquet is not there' }]);
		expect(existsSync(join(b.published, week))).toBe(false);
	});

	test('that is damaged there is refused, until it is whole', async () => {
		const [a, b] = [machine('a'), machine('b')];
		await a.publish(small);
		const name = partsThere().find((part) => part.includes('cells.parquet')) ?? '';
		const file = join(server.fileOf(key), '../../../../parts', week, name);
		const whole = readFileSync(file);
		const damaged = Buffer.from(whole);
		damaged.writeUInt8(damaged.readUInt8(100) ^ 1, 100);
		writeFileSync(file, damaged);
		const { look } = await b.shared.follow();
		expect(look.refused).toMatchObject([{ reason: 'cells.parquet is not the file that it names' }]);
		expect((await readRun(b.dataFolder, 'followed'))?.ok).toBe(false);
		expect(existsSync(join(b.published, week))).toBe(false);
		writeFileSync(file, whole);
		expect((await b.shared.follow()).look.refused).toEqual([]);
		expect(b.files()).toEqual(a.files());
	});

	test('that was changed there stays as it was on the machines that have it', async () => {
		const [a, b, other] = [machine('a'), machine('b'), machine('other')];
		await a.publish(small);
		await b.shared.follow();
		const before = b.files();
		const changed = await writeRelease(other.published, large.release, large.certificate);
		await b.shared.store.write(
			key.replace('fleet/a/', ''),
			readFileSync(join(changed, 'release.json'))
		);
		for (let time = 0; time < 2; time += 1) {
			const { look } = await b.shared.follow();
			expect(look.refused).toMatchObject([{ dataset: 'small', period: '2026-W46' }]);
			expect(look.refused[0]?.reason).toContain('differs from the one that is in');
			expect(b.files()).toEqual(before);
		}
	});

	test('that is gone there stays, and comes back from the machine that publishes', async () => {
		const [a, b] = [machine('a'), machine('b')];
		await a.publish(small);
		await b.shared.follow();
		await a.shared.store.remove(key.replace('fleet/a/', ''));
		await b.shared.follow();
		expect(b.manifest()).toEqual(a.manifest());
		await a.shared.synchronise();
		expect(existsSync(server.fileOf(key))).toBe(true);
		expect((await b.shared.follow()).look.refused).toEqual([]);
	});

	test.each([
		['{', 'is not JSON'],
		['{"format":2,"versions":{"murmuration":"9.9"}}', 'update Murmuration'],
		[{ period: '2026-W45' }, 'is of small 2026-W45'],
		[
			{ parts: [{ file: '../../../x', sha256: 'a'.repeat(64), bytes: 1 }] },
			'names a file that no release has'
		]
	])('that can be no release is refused: %j', async (content, reason) => {
		const [a, b] = [machine('a'), machine('b')];
		await a.publish(small);
		const text =
			typeof content === 'string' ? content : JSON.stringify({ ...a.manifest(), ...content });
		await a.shared.store.write(key.replace('fleet/a/', ''), Buffer.from(text));
		const { look } = await b.shared.follow();
		expect(look.refused[0]?.reason).toContain(reason);
		expect(readdirSync(b.dataFolder)).toEqual(['runs']);
	});
});

describe('publishing', () => {
	test('of two machines with different releases of one period exactly one does, and all have its release', async () => {
		const [a, b, c] = [machine('a'), machine('b'), machine('c')];
		const outcomes = await Promise.allSettled([a.publish(small), b.publish(large)]);
		expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		const [won, lost] = outcomes[0].status === 'fulfilled' ? [a, b] : [b, a];
		const rejected = outcomes.find((one) => one.status === 'rejected');
		expect(rejected?.reason).toBeInstanceOf(ReleaseTakenError);
		expect(existsSync(join(lost.published, week))).toBe(false);
		for (const one of [lost, c]) {
			await one.shared.follow();
			expect(one.files()).toEqual(won.files());
		}
		const digests = won.manifest().parts.map(({ sha256 }) => sha256);
		expect(partsThere().every((name) => digests.includes(name.slice(0, 64)))).toBe(true);
		await expect(lost.publish(lost === a ? small : large)).rejects.toThrow(ReleaseTakenError);
	});

	test('of two machines with the same release both have it', async () => {
		const [a, b] = [machine('a'), machine('b')];
		await Promise.all([a.publish(small), b.publish(small)]);
		expect(a.files()).toEqual(b.files());
	});

	test('after a crash between the claim and the folder goes on from the claim', async () => {
		const a = machine('a');
		const finished = await a.publish(small);
		const before = a.files();
		rmSync(finished, { recursive: true });
		await a.shared.synchronise();
		expect(a.files()).toEqual(before);
		rmSync(finished, { recursive: true });
		await a.publish(small);
		expect(a.files()).toEqual(before);
	});

	test('a release that came here between the claim and the folder is the same one', async () => {
		const a = machine('a');
		const target = await writeRelease(
			a.published,
			small.release,
			small.certificate,
			async (made) => {
				expect(await a.shared.claim(made)).toBe(true);
				await a.shared.follow();
				return true;
			}
		);
		expect(readdirSync(join(target, '..'))).toEqual(['2026-W46']);
	});

	test('while the storage is away nothing new is published, and what was stays', async () => {
		const a = machine('a');
		await a.publish(small);
		const before = a.files();
		await server.halt();
		await expect(a.shared.synchronise()).rejects.toThrow(SharedStoreError);
		renameSync(join(a.published, 'small'), join(a.published, 'other'));
		await expect(a.publish(small)).rejects.toThrow(SharedStoreError);
		expect(existsSync(join(a.published, week))).toBe(false);
		expect(Object.values(a.files())).toEqual(Object.values(before));
		await server.resume();
		await a.publish(small);
	});

	test('what was published before there was shared storage is shared, sample data is not', async () => {
		const [a, b] = [machine('a'), machine('b')];
		const real = await writeRelease(a.published, small.release, small.certificate);
		const sample = join(a.published, 'sample', 'week', '2026-W46');
		mkdirSync(join(sample, '..'), { recursive: true });
		cpSync(real, sample, { recursive: true });
		const manifest = { ...a.manifest(), dataset: 'sample', synthetic: true };
		writeFileSync(join(sample, 'release.json'), JSON.stringify(manifest));
		await a.shared.synchronise();
		await b.shared.follow();
		expect(Object.keys(b.files()).every((file) => file.startsWith('small/'))).toBe(true);
		expect(b.manifest()).toEqual(a.manifest());
	});
});

describe('notes', () => {
	const note = { id: 'a-note', kind: 'note' as const, tables: ['version'], text: 'Something was.' };
	const namesOf = (one: Machine) => Object.keys(one.files()).map((file) => file.split('/').at(-1));

	test('come to every machine, and go from every machine', async () => {
		const [a, b] = [machine('a'), machine('b')];
		expect(await a.shared.notes.add('small', note)).toBe(true);
		expect(await b.shared.notes.add('small', note)).toBe(false);
		for (const one of [a, b]) await one.shared.follow();
		expect([namesOf(a), namesOf(b)]).toEqual([['a-note.json'], ['a-note.json']]);
		expect(b.files()).toEqual(a.files());
		expect(await b.shared.notes.takeBack('small', 'a-note')).toBe(true);
		expect(await a.shared.notes.takeBack('small', 'a-note')).toBe(false);
		for (const one of [a, b]) await one.shared.synchronise();
		for (const one of [a, b]) await one.shared.follow();
		expect([namesOf(a), namesOf(b)]).toEqual([[], []]);
		expect(await a.shared.notes.add('small', note)).toBe(true);
		await b.shared.follow();
		expect(namesOf(b)).toEqual(['a-note.json']);
	});

	test('that were written before are shared by the machine that publishes', async () => {
		const [a, b] = [machine('a'), machine('b')];
		mkdirSync(join(a.published, 'small', 'notes'), { recursive: true });
		writeFileSync(
			join(a.published, 'small', 'notes', 'earlier.json'),
			'{"tables":["version"],"text":"x"}'
		);
		await a.shared.synchronise();
		await b.shared.follow();
		expect(b.files()).toEqual(a.files());
	});
});
