import { describe, expect, test } from 'vitest';
import { whyNotPublic } from '../../../src/lib/server/access/settings.ts';
import { readEnvironment } from '../../../src/lib/server/environment.ts';

const proxy = {
	MURMURATION_AUTH: 'proxy',
	MURMURATION_TRUSTED_PROXIES: '10.0.0.7',
	MURMURATION_VIEWERS: '*'
};
const oidc = {
	MURMURATION_AUTH: 'oidc',
	MURMURATION_OIDC_ISSUER: 'https://sign-in.example.org',
	MURMURATION_OIDC_CLIENT_ID: 'murmuration',
	MURMURATION_OIDC_CLIENT_SECRET: 'between us',
	MURMURATION_VIEWERS: 'staff, docs',
	MURMURATION_STEWARDS: 'privacy',
	ORIGIN: 'https://stats.example.org'
};

describe('settings of access', () => {
	test('ask nobody to sign in unless told otherwise', () => {
		expect(readEnvironment({}).access).toEqual({ mode: 'none', allowPublic: false });
	});

	test('take a proxy with its headers', () => {
		const given = { ...proxy, MURMURATION_PROXY_USER_HEADER: 'Remote-User' };
		expect(readEnvironment(given).access).toEqual({
			mode: 'proxy',
			userHeader: 'remote-user',
			groupsHeader: 'x-forwarded-groups',
			proxies: ['10.0.0.7'],
			groups: { viewer: ['*'], sharer: [], steward: [] }
		});
	});

	test('take a provider', () => {
		expect(readEnvironment(oidc).access).toMatchObject({
			mode: 'oidc',
			origin: 'https://stats.example.org',
			groups: { viewer: ['staff', 'docs'], sharer: [], steward: ['privacy'] },
			longestMs: 43_200_000,
			idleMs: 3_600_000
		});
	});

	test.each([
		['MURMURATION_AUTH', { MURMURATION_AUTH: 'basic' }],
		['MURMURATION_ALLOW_PUBLIC', { MURMURATION_ALLOW_PUBLIC: 'true' }],
		['MURMURATION_TRUSTED_PROXIES', { ...proxy, MURMURATION_TRUSTED_PROXIES: '' }],
		['MURMURATION_VIEWERS', { ...proxy, MURMURATION_VIEWERS: '' }],
		['MURMURATION_PROXY_USER_HEADER', { ...proxy, MURMURATION_PROXY_USER_HEADER: 'a b' }],
		['MURMURATION_OIDC_ISSUER', { ...oidc, MURMURATION_OIDC_ISSUER: '' }],
		['MURMURATION_OIDC_ISSUER', { ...oidc, MURMURATION_OIDC_ISSUER: 'sign-in.example.org' }],
		['MURMURATION_OIDC_ISSUER', { ...oidc, MURMURATION_OIDC_ISSUER: 'http://10.0.0.7' }],
		['MURMURATION_OIDC_CLIENT_ID', { ...oidc, MURMURATION_OIDC_CLIENT_ID: '' }],
		['MURMURATION_OIDC_CLIENT_SECRET', { ...oidc, MURMURATION_OIDC_CLIENT_SECRET: '' }],
		['MURMURATION_OIDC_SCOPES', { ...oidc, MURMURATION_OIDC_SCOPES: 'profile' }],
		['MURMURATION_SESSION_HOURS', { ...oidc, MURMURATION_SESSION_HOURS: '0' }],
		['MURMURATION_SESSION_IDLE_MINUTES', { ...oidc, MURMURATION_SESSION_IDLE_MINUTES: 'long' }],
		['MURMURATION_METRICS_READERS', { MURMURATION_METRICS_READERS: 'prometheus' }],
		['MURMURATION_AUDIT_DAYS', { MURMURATION_AUDIT_DAYS: '0' }],
		['MURMURATION_AUDIT_ACTOR', { MURMURATION_AUDIT_ACTOR: 'mail' }],
		['ORIGIN', { ...oidc, ORIGIN: '' }],
		['ORIGIN', { ...oidc, ORIGIN: 'http://stats.example.org' }]
	])('name %s and what it accepts in %j', (variable, given: NodeJS.ProcessEnv) => {
		expect(() => readEnvironment(given)).toThrow(new RegExp(`^${variable}: expected .+`));
	});

	test.each(['127.0.0.1', '127.3.2.1', '::1', 'localhost'])(
		'nobody has to sign in on %s',
		(host) => {
			expect(whyNotPublic(readEnvironment({}).access, host)).toBeUndefined();
		}
	);

	test.each(['0.0.0.0', '::', '192.168.1.7', 'stats.example.org'])(
		'on %s somebody has to say that everybody may read',
		(host) => {
			const reason = whyNotPublic(readEnvironment({}).access, host);
			expect(reason).toMatch(/^HOST: .*MURMURATION_ALLOW_PUBLIC=yes/);
			const allowed = readEnvironment({ MURMURATION_ALLOW_PUBLIC: 'yes' }).access;
			for (const access of [allowed, readEnvironment(proxy).access, readEnvironment(oidc).access]) {
				expect(whyNotPublic(access, host)).toBeUndefined();
			}
		}
	);
});
