import { afterEach, expect, test } from 'vitest';
import { post } from '../../../src/lib/server/digest/post.ts';
import { freePort } from '../../support/free-port.ts';
import { hangUp, openWebhook, silence, status, type Answer, type Webhook } from './webhook.ts';

let webhook: Webhook | undefined;

afterEach(async () => {
	await webhook?.close();
	webhook = undefined;
});

async function postTo(answer: Answer, text = 'a', patienceMs?: number) {
	webhook = await openWebhook(answer);
	return post(webhook.url, text, patienceMs);
}

test('a text arrives as JSON, with what has a meaning there spelled out', async () => {
	expect(await postTo(status(200), 'a <b> & c\n• d')).toEqual({ kind: 'delivered' });
	expect(webhook?.texts).toEqual(['a &lt;b&gt; &amp; c\n• d']);
});

test.each([
	[429, { 'retry-after': '120' }, { lasting: false, waitMs: 120_000 }],
	[429, { 'retry-after': '999999' }, { lasting: false, waitMs: 3_600_000 }],
	[503, { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' }, { lasting: false, waitMs: 0 }],
	[500, {}, { lasting: false, waitMs: 0 }],
	[404, {}, { lasting: true, waitMs: 0 }],
	[403, {}, { lasting: true, waitMs: 0 }]
])('%i with %j is refused', async (code, headers, expected) => {
	const reason = `it answered ${code}`;
	expect(await postTo(status(code, headers as Record<string, string>))).toEqual({
		kind: 'refused',
		reason,
		...expected
	});
});

test('a redirect is not followed', async () => {
	const elsewhere = await openWebhook(status(200));
	try {
		const answer = status(307, { location: elsewhere.url.href });
		expect(await postTo(answer)).toMatchObject({ kind: 'refused', lasting: true });
		expect(elsewhere.texts).toEqual([]);
	} finally {
		await elsewhere.close();
	}
});

test('where no answer comes, it may have arrived', async () => {
	expect(await postTo(silence, 'a', 200)).toMatchObject({ kind: 'unknown' });
	await webhook?.close();
	expect(await postTo(hangUp)).toMatchObject({ kind: 'unknown' });
	await webhook?.close();
	expect(await postTo(status(504))).toMatchObject({ kind: 'unknown' });
});

test('where nobody listens, it has not, and no word says where that was', async () => {
	const port = await freePort();
	const delivery = await post(new URL(`http://127.0.0.1:${port}/services/secret`), 'a');
	expect(delivery).toEqual({
		kind: 'refused',
		reason: 'ECONNREFUSED',
		lasting: false,
		waitMs: 0
	});
});
