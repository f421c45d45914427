import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi, afterEach } from 'vitest';
import { temporaryFile, temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';
import { murmuration } from '../support/murmuration.ts';
import { Served } from '../support/served.ts';

afterEach(() => {
	vi.unstubAllEnvs();
});

interface Finding {
	readonly name: string;
	readonly ok: boolean;
	readonly found: string;
}

async function examine(
	folder: string
): Promise<{ code: number | null; bad: string[]; all: Finding[] }> {
	const { code, stdout } = await murmuration(folder, 'doctor', '--json');
	const { findings } = JSON.parse(stdout) as { findings: Finding[] };
	return { code, all: findings, bad: findings.filter(({ ok }) => !ok).map(({ name }) => name) };
}

test('a healthy folder has nothing to complain of, whether the server runs or not', async () => {
	const folder = temporaryFolder();
	vi.stubEnv('PORT', '0');
	expect(await examine(folder)).toMatchObject({ code: 0, bad: [] });
	const served = await Served.start(folder);
	vi.stubEnv('PORT', new URL(served.origin).port);
	const { code, all } = await examine(folder);
	await served.stop();
	expect(code).toBe(0);
	expect(all.find(({ name }) => name === 'port')?.found).toContain('is served already');
});

test('what is wrong is named with what to do, and the exit code says so', async () => {
	const folder = temporaryFolder();
	mkdirSync(join(folder, 'warehouse'));
	writeFileSync(join(folder, 'warehouse', 'warehouse.duckdb'), 'no database'.repeat(2000));
	const server = createServer((socket) => socket.end('no'));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	vi.stubEnv('PORT', String((server.address() as AddressInfo).port));
	vi.stubEnv('MURMURATION_POLICY', temporaryFile('policy.json', '{"k": "ten"}'));
	mkdirSync(join(folder, 'datasets'));
	writeFileSync(join(folder, 'datasets', 'mine.json'), '{ "id": "mine" }');
	const { code, bad } = await examine(folder);
	const text = await murmuration(folder, 'doctor');
	server.close();
	expect([code, bad]).toEqual([1, ['warehouse', 'policy', 'datasets', 'port']]);
	expect(text.stdout).toMatch(
		/^FAIL {2}port: http:\S+: EADDRINUSE\n {6}set another HOST or PORT$/m
	);
	expect(text.stderr).toBe('murmuration: 4 of 12 checks failed\n');
});

test('a data folder that is no folder is found out', async () => {
	const file = temporaryFile('data', 'x');
	chmodSync(file, 0o600);
	vi.stubEnv('PORT', '0');
	expect((await examine(file)).bad).toContain('data folder');
});

test('config shows every setting with its source and no secret', async () => {
	const secret = 'x'.repeat(40);
	vi.stubEnv('MURMURATION_SECRET', secret);
	vi.stubEnv('PORT', '4000');
	vi.stubEnv('MURMURATION_POLICY', temporaryFile('policy.json', '{"k": 20}'));
	const { code, stdout } = await murmuration(temporaryFolder(), 'config', '--json');
	expect(code).toBe(0);
	expect(stdout).not.toContain(secret);
	const { settings } = JSON.parse(stdout) as { settings: { name: string }[] };
	const found = (name: string) => settings.find((one) => one.name === name);
	expect(found('PORT')).toMatchObject({ value: '4000', source: 'environment' });
	expect(found('HOST')).toMatchObject({ value: '127.0.0.1', source: 'default' });
	expect(found('MURMURATION_SECRET')).toMatchObject({ value: '(set, not shown)' });
	expect(found('policy.k')).toMatchObject({ value: '20', source: 'file' });
	expect(found('policy.base')).toMatchObject({ value: '5', source: 'default' });
	expect(found('retention.heartbeats')).toMatchObject({ value: '366 days', source: 'dataset' });
	vi.unstubAllEnvs();
	const plain = await murmuration(temporaryFolder(), 'config');
	expect(plain.stdout).toMatch(/^MURMURATION_SECRET +\(none\) {2}\[default\]$/m);
});
