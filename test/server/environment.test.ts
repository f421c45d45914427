import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/lib/server/environment.ts';

describe('readEnvironment', () => {
	test('listens on the loopback and keeps data in ./data unless told otherwise', () => {
		expect(readEnvironment({})).toMatchObject({
			host: '127.0.0.1',
			port: 3000,
			dataFolder: './data'
		});
		expect(readEnvironment({ PORT: '', HOST: '' })).toMatchObject({
			host: '127.0.0.1',
			port: 3000
		});
	});

	test.each(['web', '70000', '-1', '80.5'])(
		'names PORT and what it accepts when it is %j',
		(port) => {
			expect(() => readEnvironment({ PORT: port })).toThrow(/^PORT: /);
		}
	);

	test('takes origins that may frame, with spaces or commas between', () => {
		const origins = "https://wiki.example.org, http://localhost:8080 https://*.example.org,'self'";
		expect(readEnvironment({ MURMURATION_FRAME_ANCESTORS: origins }).frameAncestors).toEqual([
			'https://wiki.example.org',
			'http://localhost:8080',
			'https://*.example.org',
			"'self'"
		]);
		expect(readEnvironment({}).frameAncestors).toEqual([]);
	});

	test('takes origins that may read, or all of them', () => {
		const origins = 'https://wiki.example.org, https://*.example.org';
		expect(readEnvironment({ MURMURATION_CORS_ORIGINS: origins }).corsOrigins).toEqual([
			'https://wiki.example.org',
			'https://*.example.org'
		]);
		expect(readEnvironment({ MURMURATION_CORS_ORIGINS: '*' }).corsOrigins).toEqual(['*']);
		expect(readEnvironment({}).corsOrigins).toEqual([]);
	});

	test('takes trusted proxies and limits', () => {
		expect(
			readEnvironment({
				MURMURATION_TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,2001:db8::/32',
				MURMURATION_SOURCE_REQUESTS_PER_MINUTE: '60',
				MURMURATION_SOURCE_INSTANCES_PER_DAY: '5'
			})
		).toMatchObject({
			trustedProxies: ['loopback', '10.0.0.0/8', '2001:db8::/32'],
			sourceRequestsPerMinute: 60,
			sourceInstancesPerDay: 5
		});
		expect(readEnvironment({})).toMatchObject({
			trustedProxies: [],
			sourceRequestsPerMinute: 600,
			sourceInstancesPerDay: 20
		});
	});

	test.each([
		['MURMURATION_FRAME_ANCESTORS', 'wiki.example.org'],
		['MURMURATION_FRAME_ANCESTORS', 'https://wiki.example.org/'],
		['MURMURATION_FRAME_ANCESTORS', 'https://a.example; script-src *'],
		['MURMURATION_FRAME_ANCESTORS', '*'],
		['MURMURATION_FRAME_ANCESTORS', "'none'"],
		['MURMURATION_FRAME_ANCESTORS', 'https://a.example\r\nx: y'],
		['MURMURATION_CORS_ORIGINS', 'wiki.example.org'],
		['MURMURATION_CORS_ORIGINS', '* https://wiki.example.org'],
		['MURMURATION_CORS_ORIGINS', 'null'],
		['MURMURATION_TRUSTED_PROXIES', 'everyone'],
		['MURMURATION_TRUSTED_PROXIES', '10.0.0.0/33'],
		['MURMURATION_TRUSTED_PROXIES', '0.0.0.0/0'],
		['MURMURATION_SOURCE_REQUESTS_PER_MINUTE', '0'],
		['MURMURATION_SOURCE_REQUESTS_PER_MINUTE', 'many'],
		['MURMURATION_SOURCE_INSTANCES_PER_DAY', '1.5']
	])('names %s and what it accepts when it is %j', (variable, value) => {
		expect(() => readEnvironment({ [variable]: value })).toThrow(
			new RegExp(`^${variable}: expected .+`)
		);
	});
});
