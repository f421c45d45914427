import { expect, test } from 'vitest';
import { PageCache } from '../../../../src/lib/server/http/kept/page-cache.ts';

const url = 'http://127.0.0.1/embed/version';
const plain = new Request(url, { headers: { 'accept-encoding': 'identity' } });

/** A page that counts how often it is rendered, each time with a nonce of its own. */
function counted(body: string, status = 200) {
	const page = { times: 0, render: () => Promise.resolve(make()) };
	const make = () => {
		const nonce = `n${(page.times += 1)}`;
		const headers = {
			'content-type': 'text/html',
			'content-security-policy': `script-src 'nonce-${nonce}'`,
			'content-length': '999',
			etag: nonce,
			'set-cookie': 'session=of-whoever-came-first'
		};
		return new Response(`<script nonce="${nonce}">${body}</script>`, { status, headers });
	};
	return page;
}

test('a page is rendered once, also for two readers at the same time', async () => {
	const cache = new PageCache(10_000, '');
	const page = counted('one()');
	const answers = await Promise.all(
		[1, 2].map(() => cache.answer('one', plain.clone(), page.render))
	);
	answers.push(await cache.answer('one', plain, page.render));
	expect(page.times).toBe(1);
	for (const answer of answers) {
		expect(await answer.text()).toBe('<script>one()</script>');
		expect(answer.headers.get('content-security-policy')).toMatch(/^script-src 'sha256-[^']+'$/);
		expect(answer.headers.get('content-type')).toBe('text/html');
		expect(answer.headers.get('content-length')).not.toBe('999');
		expect(answer.headers.has('set-cookie')).toBe(false);
	}
});

test('whoever has a page gets 304, unless it is sent with something else now', async () => {
	const page = counted('one()');
	const first = await new PageCache(10_000, 'a').answer('one', plain, page.render);
	const known = new Request(url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
	known.headers.set('accept-encoding', 'identity');
	const again = await new PageCache(10_000, 'a').answer('one', known, page.render);
	expect(again.status).toBe(304);
	expect(await again.text()).toBe('');
	const changed = await new PageCache(10_000, 'b').answer('one', known, page.render);
	expect(changed.status).toBe(200);
});

test('what is no success is told as it is and not kept', async () => {
	const cache = new PageCache(10_000, '');
	const page = counted('gone', 404);
	const answers = await Promise.all([1, 2].map(() => cache.answer('one', plain, page.render)));
	expect(answers.map(({ status }) => status)).toEqual([404, 404]);
	expect(answers.map((answer) => answer.headers.has('etag'))).toEqual([false, false]);
	expect(page.times).toBe(1);
	await cache.answer('one', plain, page.render);
	expect(page.times).toBe(2);
	await expect(cache.answer('two', plain, () => Promise.reject(new Error('no')))).rejects.toThrow();
	expect((await cache.answer('two', plain, counted('two').render)).status).toBe(200);
});

test('pages take no more memory than they may, the longest unasked goes first', async () => {
	const letters = (letter: string) => counted(letter.repeat(2_000));
	const [a, b, c] = [letters('a'), letters('b'), letters('c')];
	const cache = new PageCache(5_000, '');
	await cache.answer('a', plain, a.render);
	await cache.answer('b', plain, b.render);
	await cache.answer('a', plain, a.render);
	await cache.answer('c', plain, c.render);
	await cache.answer('a', plain, a.render);
	await cache.answer('b', plain, b.render);
	expect([a.times, b.times, c.times]).toEqual([1, 2, 1]);
	const huge = counted('h'.repeat(9_000));
	for (let time = 0; time < 2; time += 1) {
		expect((await cache.answer('h', plain, huge.render)).status).toBe(200);
	}
	expect(huge.times).toBe(2);
});
