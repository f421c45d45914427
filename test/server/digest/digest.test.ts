import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepSending } from '../../../src/lib/server/digest/digest-round.ts';
import { sendDigest } from '../../../src/lib/server/digest/send-digest.ts';
import { writeDigest } from '../../../src/lib/server/digest/write-digest.ts';
import { readRun } from '../../../src/lib/server/operations/runs.ts';
import { PublishedStore } from '../../../src/lib/server/published/published-store.ts';
import { temporaryFolder } from '../../support/murmuration.ts';
import { publishCounts } from '../../support/publish-counts.ts';
import { hangUp, openWebhook, silence, status, type Webhook } from './webhook.ts';

let data: { folder: string; remove: () => Promise<void> };
let webhook: Webhook;

beforeEach(async () => {
	data = await temporaryFolder();
});
afterEach(async () => {
	await webhook.close();
	await data.remove();
});

const digest = { dataset: 'heartbeats', period: '2026-W46', text: 'The digest' };
const send = (patienceMs?: number) => sendDigest(data.folder, webhook.url, digest, patienceMs);

const publish = (period: string, docker: number, k8s: number) =>
	publishCounts(data.folder, period, { deployment: { docker, k8s } });

test('the digest says what is published of the newest week, and what is hidden stays hidden', async () => {
	webhook = await openWebhook(status(200));
	const store = new PublishedStore(data.folder);
	expect(await writeDigest(store, undefined)).toBeUndefined();
	await publish('2026-W45', 182, 58);
	await publish('2026-W46', 143, 98);
	const written = await writeDigest(new PublishedStore(data.folder), 'https://stats.example.org');
	expect(written).toMatchObject({ dataset: 'heartbeats', period: '2026-W46' });
	expect(written?.text.split('\n')).toEqual([
		expect.stringMatching(/^Self-hosted instances, week 46 of 2026 \(9\s–\s15 Nov 2026\)$/),
		'Made-up data, of no real fleet.',
		'• Active instances: 240',
		expect.stringMatching(
			/^• \d+% of instances run .*, (up|down) about .* since week 45 of 2026\.$/
		),
		'More: https://stats.example.org'
	]);
	await publish('2026-W47', 7, 1);
	const hidden = await writeDigest(new PublishedStore(data.folder), undefined);
	expect(hidden?.period).toBe('2026-W47');
	expect(hidden?.text).toContain('• Active instances: hidden, fewer than 10 possible');
	expect(hidden?.text).not.toMatch(/\b[78]\b/);
});

test('a digest that was delivered is never sent again', async () => {
	webhook = await openWebhook(status(200));
	expect(await send()).toEqual({ kind: 'delivered' });
	expect(await send()).toEqual({ kind: 'before', state: 'sent' });
	expect(webhook.texts).toEqual(['The digest']);
	expect((await readRun(data.folder, 'digest'))?.ok).toBe(true);
});

test('of many that send it at once, one does', async () => {
	webhook = await openWebhook(status(200));
	const all = await Promise.all(Array.from({ length: 8 }, () => send()));
	expect(all.filter(({ kind }) => kind === 'delivered')).toHaveLength(1);
	expect(webhook.texts).toHaveLength(1);
});

test('one that was refused is sent again', async () => {
	webhook = await openWebhook(status(503), status(200));
	expect(await send()).toMatchObject({ kind: 'refused' });
	expect(await send()).toEqual({ kind: 'delivered' });
});

test.each([
	['took it and said nothing', silence],
	['took it and hung up', hangUp]
])('one whose receiver %s is not sent again', async (_, answer) => {
	webhook = await openWebhook(answer);
	expect(await send(200)).toMatchObject({ kind: 'unknown' });
	expect(await send(200)).toEqual({ kind: 'before', state: 'unknown' });
	expect(webhook.texts).toHaveLength(1);
});

test('one over which a process died is not sent again', async () => {
	webhook = await openWebhook(status(200));
	await mkdir(join(data.folder, 'digest'));
	for (const [left, state] of [
		['sending\n', 'sending'],
		['', 'unknown']
	] as const) {
		await writeFile(join(data.folder, 'digest', 'heartbeats-2026-W46'), left);
		expect(await send()).toEqual({ kind: 'before', state });
	}
	expect(webhook.texts).toEqual([]);
});

test('each new week is sent once, after failures and restarts too', async () => {
	webhook = await openWebhook(status(503), status(429), status(200));
	await publish('2026-W45', 182, 58);
	const options = {
		dataFolder: data.folder,
		webhook: webhook.url,
		address: undefined,
		everyMs: 20,
		retryMs: 20
	};
	const serve = async (isEnough: () => boolean) => {
		const asked = new AbortController();
		const serving = keepSending(options, asked.signal);
		while (!isEnough()) await sleep(20);
		await sleep(200);
		asked.abort();
		await serving;
	};
	await serve(() => webhook.texts.length >= 3);
	expect(webhook.texts).toHaveLength(3);
	await serve(() => true);
	expect(webhook.texts).toHaveLength(3);
	await publish('2026-W46', 143, 98);
	await serve(() => webhook.texts.length >= 4);
	expect(webhook.texts).toHaveLength(4);
	expect(webhook.texts[3]).toContain('week 46 of 2026');
});

test('what would be refused again is left alone until a restart', async () => {
	webhook = await openWebhook(status(404));
	await publish('2026-W45', 182, 58);
	const asked = new AbortController();
	const serving = keepSending(
		{ dataFolder: data.folder, webhook: webhook.url, address: undefined, everyMs: 20, retryMs: 20 },
		asked.signal
	);
	while (webhook.texts.length === 0) await sleep(20);
	await sleep(300);
	asked.abort();
	await serving;
	expect(webhook.texts).toHaveLength(1);
});
