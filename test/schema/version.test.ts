import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersionCodes, parseVersion, versionPath } from '../../src/lib/schema/version.ts';

describe('parseVersion', () => {
	test.each([
		['2.1.33', ['2', '2.1', '2.1.33']],
		['v2.1.33', ['2', '2.1', '2.1.33']],
		['selfhosted-2.1.33', ['2', '2.1', '2.1.33']],
		['2.1.16-rc.68', ['2', '2.1', '2.1.16-pre']],
		['0.4.15-acme.3', ['0', '0.4', '0.4.15-pre']],
		['1.0.0+build.7', ['1', '1.0', '1.0.0-pre']]
	])('%s becomes %j', (text, path) => {
		const version = parseVersion(text);
		expect(version && versionPath(version)).toEqual(path);
	});

	test.each([
		'0.0.0',
		'0.0.0-dev',
		'main',
		'',
		'2.1',
		'2.1.3.4',
		'02.1.3',
		'web-1.0.81',
		'2.1.x',
		'2.1.3 beta'
	])('%j is unreadable', (text) => {
		expect(parseVersion(text)).toBeUndefined();
	});

	test('a suffix leaves no trace but a flag', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9A-Za-z]{1,12}$/), (suffix) => {
				const version = parseVersion(`1.2.3-${suffix}`);
				expect(version && versionPath(version)[2]).toBe('1.2.3-pre');
			})
		);
	});
});

describe('compareVersionCodes', () => {
	test('orders old to new, parents before children, pre-releases before their release', () => {
		const codes = ['2.1.3', 'unknown', '2.1', '2.0.10', '2', '2.1.3-pre', '2.0.9', '10', '2.0'];
		expect(codes.sort(compareVersionCodes)).toEqual([
			'2',
			'2.0',
			'2.0.9',
			'2.0.10',
			'2.1',
			'2.1.3-pre',
			'2.1.3',
			'10',
			'unknown'
		]);
	});
});
