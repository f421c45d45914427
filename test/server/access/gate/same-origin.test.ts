import { expect, test } from 'vitest';
import { isChange, isOwnOrigin } from '../../../../src/lib/server/access/gate/same-origin.ts';

const own = 'https://stats.example.org';

test.each([
	[{}, true],
	[{ cookie: 'murmuration=x' }, false],
	[{ cookie: 'murmuration=x', authorization: 'Bearer x' }, true],
	[{ cookie: 'murmuration=x', authorization: 'Basic x' }, false],
	[{ origin: own, 'sec-fetch-site': 'same-origin', cookie: 'a=b' }, true],
	[{ origin: own }, true],
	[{ 'sec-fetch-site': 'none' }, true],
	[{ 'sec-fetch-site': 'cross-site' }, false],
	[{ 'sec-fetch-site': 'same-site' }, false],
	[{ 'sec-fetch-site': 'cross-site', authorization: 'Bearer x' }, false],
	[{ origin: 'https://example.org' }, false],
	[{ origin: 'http://stats.example.org' }, false],
	[{ origin: `${own}:8443` }, false],
	[{ origin: 'null' }, false]
])('what comes with %j is of this site: %s', (headers: Record<string, string>, is) => {
	expect(isOwnOrigin(new Headers(headers), own)).toBe(is);
});

test('reading changes nothing', () => {
	expect(['GET', 'HEAD', 'OPTIONS'].some(isChange)).toBe(false);
	expect(['POST', 'PUT', 'PATCH', 'DELETE', 'get', 'MADEUP'].every(isChange)).toBe(true);
});
