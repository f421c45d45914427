import { describe, expect, test } from 'vitest';
import {
	allowOrigin,
	answerPreflight,
	isPreflight
} from '../../../src/lib/server/http/cross-origin.ts';

const url = 'http://127.0.0.1/api/v1/datasets';

/** The headers that a page of `origin` gets where `origins` may read. */
function headersFor(origin: string | undefined, origins: readonly string[]): Headers {
	const request = new Request(url, { headers: origin === undefined ? {} : { origin } });
	const response = new Response(null, { headers: { vary: 'accept-encoding' } });
	allowOrigin(request, response, origins);
	return response.headers;
}

const allowed = (origin: string, origins: readonly string[]) =>
	headersFor(origin, origins).get('access-control-allow-origin');

describe('reading across origins', () => {
	test('is for nobody unless the operator says so', () => {
		const headers = headersFor('https://wiki.example.org', []);
		expect([...headers.keys()]).toEqual(['vary']);
	});

	test('is for the origins that are named, and caches are told that the answer differs', () => {
		const origins = ['https://wiki.example.org', 'http://localhost:8080'];
		expect(allowed('https://wiki.example.org', origins)).toBe('https://wiki.example.org');
		for (const other of ['https://example.org', 'http://wiki.example.org', 'null']) {
			expect(allowed(other, origins), other).toBeNull();
			expect(headersFor(other, origins).get('vary')).toBe('accept-encoding, Origin');
		}
		expect(headersFor(undefined, origins).get('vary')).toBe('accept-encoding, Origin');
	});

	test('is for every host below a name, and for none that only looks like it', () => {
		const origins = ['https://*.example.org'];
		expect(allowed('https://a.b.example.org', origins)).toBe('https://a.b.example.org');
		for (const other of [
			'https://example.org',
			'https://.example.org',
			'https://evil-example.org',
			'https://a.example.org.evil.net',
			'https://evil.net/a.example.org',
			'http://a.example.org',
			'https://a.example.org:8443'
		]) {
			expect(allowed(other, origins), other).toBeNull();
		}
	});

	test('is for all with *, without telling who asked', () => {
		const headers = headersFor('https://anyone.example', ['*']);
		expect(headers.get('access-control-allow-origin')).toBe('*');
		expect(headers.get('vary')).toBe('accept-encoding');
	});

	test('never takes credentials', () => {
		for (const origins of [['*'], ['https://wiki.example.org']]) {
			const headers = headersFor('https://wiki.example.org', origins);
			expect(headers.has('access-control-allow-credentials')).toBe(false);
		}
		expect(answerPreflight().headers.has('access-control-allow-credentials')).toBe(false);
	});

	test('a preflight is an OPTIONS request that names a method', () => {
		const headers = { 'access-control-request-method': 'GET' };
		expect(isPreflight(new Request(url, { method: 'OPTIONS', headers }))).toBe(true);
		expect(isPreflight(new Request(url, { method: 'OPTIONS' }))).toBe(false);
		expect(isPreflight(new Request(url, { headers }))).toBe(false);
	});
});
