import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { readSecret } from '../../../src/lib/server/shares/gate/secret.ts';
import { newShareId, ShareStore } from '../../../src/lib/server/shares/share-store.ts';
import { temporaryFolder } from '../warehouse/temporary-warehouse.ts';
import { shareOf } from './share.ts';

let folder: string;

beforeEach(() => {
	folder = temporaryFolder();
});

const now = Date.parse('2026-12-01T00:00:00Z');

test('a share is stored whole, for its owner alone, and nothing else is left behind', async () => {
	const store = new ShareStore(folder);
	expect(await store.list()).toEqual([]);
	await store.write(shareOf());
	expect(await store.read(shareOf().id)).toEqual(shareOf());
	const names = await readdir(join(folder, 'shares'));
	expect(names).toEqual([`${shareOf().id}.json`]);
	expect((await stat(join(folder, 'shares', names[0] ?? ''))).mode & 0o077).toBe(0);
});

test('a revocation is seen by every process with its next look, for ever', async () => {
	const [one, other] = [new ShareStore(folder), new ShareStore(folder)];
	await one.write(shareOf());
	for (let round = 0; round < 50; round += 1) {
		const id = newShareId();
		await one.write(shareOf({ id }));
		expect((await other.read(id))?.revoked).toBeNull();
		await one.revoke(id, now);
		expect((await other.read(id))?.revoked).toBe('2026-12-01T00:00:00.000Z');
	}
	const again = await other.revoke(shareOf().id, now);
	expect(await one.revoke(shareOf().id, now + 1000)).toEqual(again);
});

test('shares are listed with the newest first', async () => {
	const store = new ShareStore(folder);
	const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(24));
	for (const [index, id] of ids.entries()) {
		await store.write(shareOf({ id, created: `2026-11-2${index}T00:00:00.000Z` }));
	}
	expect((await store.list()).map(({ id }) => id)).toEqual([...ids].reverse());
});

test.each(['../secret', '', 'x'.repeat(24), `${'a'.repeat(24)}/..`, 'A'.repeat(24)])(
	'there is no share %j',
	async (id) => {
		await writeFile(join(folder, 'secret'), '{}');
		const store = new ShareStore(folder);
		expect(await store.read(id)).toBeUndefined();
		expect(await store.revoke(id, now)).toBeUndefined();
	}
);

test('a file that holds no share opens nothing', async () => {
	const store = new ShareStore(folder);
	await store.write(shareOf());
	await writeFile(join(folder, 'shares', `${shareOf().id}.json`), '{ "chart": "version" }');
	await expect(store.read(shareOf().id)).rejects.toThrow();
});

test('all who ask for a secret at the same time get the same one, which nobody else can read', async () => {
	const secrets = await Promise.all(
		Array.from({ length: 20 }, () => readSecret(folder, undefined))
	);
	const texts = new Set(secrets.map((secret) => Buffer.from(secret).toString()));
	expect(texts.size).toBe(1);
	const stored = await readFile(join(folder, 'secret'), 'utf8');
	expect(stored.trim()).toBe([...texts][0]);
	expect(stored.trim().length).toBeGreaterThanOrEqual(43);
	expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600);
	expect(await readdir(folder)).toEqual(['secret']);
});

test('the secret of the environment is used where there is one, and nothing is written', async () => {
	const given = 'x'.repeat(32);
	expect(Buffer.from(await readSecret(folder, given)).toString()).toBe(given);
	expect(await readdir(folder)).toEqual([]);
});

test('a secret that is too short is refused', async () => {
	await writeFile(join(folder, 'secret'), 'short\n');
	await expect(readSecret(folder, undefined)).rejects.toThrow('fewer than 32 bytes');
});
