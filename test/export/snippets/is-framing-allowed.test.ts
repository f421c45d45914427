import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFramingAllowed, originOf } from '../../../src/lib/export/snippets/is-framing-allowed.ts';

test.each([
	['https://wiki.example.org', 'https://wiki.example.org', true],
	['https://wiki.example.org', 'https://WIKI.example.org', true],
	['https://wiki.example.org', 'https://wiki.example.org:443', true],
	['https://wiki.example.org:8443', 'https://wiki.example.org:8443', true],
	['https://wiki.example.org:8443', 'https://wiki.example.org', false],
	['https://wiki.example.org', 'https://wiki.example.org:8443', false],
	['https://a.example.org', 'https://*.example.org', true],
	['https://a.b.example.org', 'https://*.example.org', true],
	['https://example.org', 'https://*.example.org', false],
	['https://badexample.org', 'https://*.example.org', false],
	['https://wiki.example.org.evil.test', 'https://wiki.example.org', false],
	['https://a.example.org:8443', 'https://*.example.org:8443', true],
	['https://wiki.example.org', 'http://wiki.example.org', true],
	['http://wiki.example.org', 'https://wiki.example.org', false],
	['http://127.0.0.1:4000', 'http://127.0.0.1:4000', true],
	['http://localhost:4000', 'http://127.0.0.1:4000', false],
	['http://[::1]:4000', 'http://[::1]:4000', true],
	['https://wiki.example.org', '*', false],
	['https://wiki.example.org', "'none'", false]
])('%s inside of %s: %s', (origin, source, isAllowed) => {
	expect(isFramingAllowed(origin, [source])).toBe(isAllowed);
	expect(isFramingAllowed(origin, ['https://other.test', source])).toBe(isAllowed);
});

test('no source allows nobody, and the own origin only where it is named', () => {
	const own = 'https://stats.example.org';
	expect(isFramingAllowed(own, [], own)).toBe(false);
	expect(isFramingAllowed(own, ["'self'"], own)).toBe(true);
	expect(isFramingAllowed('https://wiki.example.org', ["'self'"], own)).toBe(false);
});

test('every origin is allowed by itself and by no other name', () => {
	const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
	fc.assert(
		fc.property(label, label, fc.integer({ min: 1, max: 65_535 }), (host, other, port) => {
			const { origin } = new URL(`https://${host}.example:${port}`);
			expect(isFramingAllowed(origin, [origin])).toBe(true);
			if (other !== host) {
				expect(isFramingAllowed(origin, [`https://${other}.example:${port}`])).toBe(false);
			}
		})
	);
});

test.each([
	['https://wiki.example.org/display/X?y=1#z', 'https://wiki.example.org'],
	[' wiki.example.org ', 'https://wiki.example.org'],
	['localhost:8090', 'https://localhost:8090'],
	['http://10.0.0.7:8090/', 'http://10.0.0.7:8090'],
	['', undefined],
	['ftp://wiki.example.org', undefined],
	['no address', undefined]
])('of %s the origin is %s', (typed, origin) => {
	expect(originOf(typed)).toBe(origin);
});
