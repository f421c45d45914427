import { expect, test } from 'vitest';
import { mayManage } from '../../../../src/lib/server/access/identity/may-manage.ts';

const own = {
	headers: new Headers({ host: '127.0.0.1:3000', 'x-forwarded-proto': 'http' }),
	remoteAddress: '127.0.0.1',
	httpVersion: '1.1',
	isBehindProxy: false
};
const withHeaders = (headers: Record<string, string>) => ({
	...own,
	headers: new Headers({ host: '127.0.0.1:3000', ...headers })
});

test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])(
	'whoever asks from %s may manage',
	(remoteAddress) => {
		expect(mayManage({ ...own, remoteAddress })).toBe(true);
	}
);

test.each(['localhost:3000', 'LOCALHOST', '127.0.0.1', '[::1]:3000', '127.1.2.3:80'])(
	'whoever asks for %s may manage',
	(host) => {
		expect(mayManage(withHeaders({ host }))).toBe(true);
	}
);

test.each(['10.0.0.7', '::ffff:10.0.0.7', '2001:db8::1', '', undefined, 'localhost'])(
	'whoever asks from %s may not',
	(remoteAddress) => {
		expect(mayManage({ ...own, remoteAddress })).toBe(false);
	}
);

test.each([
	'stats.example.org',
	'stats.example.org:3000',
	'localhost.example.org',
	'127.0.0.1.example.org',
	'evil@127.0.0.1',
	'127.0.0.1:3000:1',
	'[::2]',
	'0.0.0.0:3000',
	''
])('whoever asks for %j may not, as a name can be rebound', (host) => {
	expect(mayManage(withHeaders({ host }))).toBe(false);
});

test.each([
	{ 'x-forwarded-for': '127.0.0.1' },
	{ 'x-forwarded-for': '' },
	{ forwarded: 'for=127.0.0.1' },
	{ via: '1.1 proxy' },
	{ 'x-real-ip': '127.0.0.1' },
	{ 'x-forwarded-host': 'localhost' },
	{ 'cf-connecting-ip': '127.0.0.1' },
	{ 'x-forwarded-proto': 'https' }
])('what was passed on with %j may not', (headers: Record<string, string>) => {
	expect(mayManage(withHeaders(headers))).toBe(false);
});

test('nobody may over HTTP/1.0, which proxies speak, nor where a proxy is known to be', () => {
	expect(mayManage({ ...own, httpVersion: '1.0' })).toBe(false);
	expect(mayManage({ ...own, isBehindProxy: true })).toBe(false);
});
