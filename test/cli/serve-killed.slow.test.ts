import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killRounds } from '../slow/kill-rounds/rounds.ts';
import { temporaryFolder } from '../support/murmuration.ts';

let folder: string;
let remove: () => Promise<void>;

beforeAll(async () => {
	({ folder, remove } = await temporaryFolder());
});
afterAll(() => remove());

describe('web process and builder killed under load', () => {
	test('lose no acknowledged heartbeat, double none and invent none', async () => {
		const account = await killRounds(folder, 3, Math.random);
		expect(account).toMatchObject({ lost: [], doubled: [], invented: [] });
		expect(account.acknowledged).toBeGreaterThan(200);
		expect(account.rows).toBeGreaterThan(100);
		const copies = readdirSync(join(folder, 'warehouse')).filter((name) => /^d|^ref/.test(name));
		expect(copies).toEqual([]);
	}, 240_000);
});
