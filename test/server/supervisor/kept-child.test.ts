import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { KeptChild } from '../../../src/lib/server/supervisor/kept-child.ts';

const childFile = fileURLToPath(new URL('./child.ts', import.meta.url));
const parentFile = fileURLToPath(new URL('./parent.ts', import.meta.url));
const kept: KeptChild[] = [];

afterEach(() => {
	for (const child of kept.splice(0)) child.kill();
});

/** A kept child with what it said, and the processes that became ready. */
function keep(manner: string, needed = false) {
	const said: string[] = [];
	const ready: number[] = [];
	const child = new KeptChild({
		name: 'child',
		start: () => fork(childFile, [manner], { execArgv: ['--import', 'tsx'], silent: true }),
		needed,
		onReady: (message) => ready.push((message as { pid: number }).pid),
		say: (line) => said.push(line)
	});
	kept.push(child);
	const ended = child.start();
	const becomesReady = async (times: number) => {
		while (ready.length < times) await sleep(20);
		return ready.at(-1) ?? 0;
	};
	return { child, ended, said, becomesReady };
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

async function end(pid: number): Promise<void> {
	while (isAlive(pid)) await sleep(20);
}

test('a child that is killed starts again', async () => {
	const { child, said, becomesReady } = keep('obeys');
	const first = await becomesReady(1);
	process.kill(first, 'SIGKILL');
	expect(await becomesReady(2)).not.toBe(first);
	expect(said).toEqual([
		expect.stringMatching(/^the child stopped \(SIGKILL\); it starts again in \d\.\d s$/)
	]);
	expect(await child.stop(10_000)).toBe(true);
});

test('a child that crashes starts again, each time a little later', async () => {
	const { said, becomesReady } = keep('crashes', true);
	await becomesReady(3);
	const delays = said.map((line) => Number(/([\d.]+) s$/.exec(line)?.[1]));
	expect(said[0]).toContain('exit code 1');
	expect(delays[1]).toBeGreaterThanOrEqual(delays[0] ?? Infinity);
});

test('a child that is asked to stop ends by itself and does not come back', async () => {
	const { child, ended, said, becomesReady } = keep('obeys');
	const pid = await becomesReady(1);
	expect(await child.stop(10_000)).toBe(true);
	expect(isAlive(pid)).toBe(false);
	expect(await ended).toBeUndefined();
	expect(said).toEqual([]);
});

test('signals of the terminal do not end a child, only its supervisor does', async () => {
	const { child, said, becomesReady } = keep('obeys');
	const pid = await becomesReady(1);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal);
	await sleep(200);
	expect(isAlive(pid)).toBe(true);
	expect(await child.stop(10_000)).toBe(true);
	expect(said).toEqual([]);
});

test('a child that does not stop in time is killed', async () => {
	const { child, becomesReady } = keep('stubborn');
	const pid = await becomesReady(1);
	expect(await child.stop(100)).toBe(false);
	expect(isAlive(pid)).toBe(false);
});

test('a child that waits to start again is stopped at once', async () => {
	const { child, ended, said, becomesReady } = keep('obeys');
	process.kill(await becomesReady(1), 'SIGKILL');
	while (said.length === 0) await sleep(5);
	expect(await child.stop(10_000)).toBe(true);
	expect(await ended).toBeUndefined();
});

test('a needed child that refuses its first start is not started again', async () => {
	const { ended, said } = keep('refuses', true);
	expect(await ended).toEqual({ exitCode: 3 });
	expect(said).toEqual([]);
});

test('a child that is not needed is started again after a refused start', async () => {
	const { said } = keep('refuses');
	while (said.length < 2) await sleep(20);
	expect(said[0]).toContain('exit code 3');
});

test('a child stops when its supervisor is killed', async () => {
	const parent = spawn(process.execPath, ['--import', 'tsx', parentFile], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const [line] = (await once(parent.stdout, 'data')) as [Buffer];
	const { pid } = JSON.parse(line.toString()) as { pid: number };
	expect(isAlive(pid)).toBe(true);
	parent.kill('SIGKILL');
	await end(pid);
});
