import { expect, test } from 'vitest';
import { proxyVisitors } from '../../../../src/lib/server/access/identity/proxy-visitor.ts';

const find = proxyVisitors({
	mode: 'proxy',
	userHeader: 'remote-user',
	groupsHeader: 'remote-groups',
	proxies: ['10.0.0.0/24', 'loopback'],
	groups: { viewer: ['staff'], sharer: [], steward: ['privacy'] }
});
const from = (remoteAddress: string | undefined, ...rawHeaders: string[]) =>
	find({ remoteAddress, rawHeaders });
const ada = ['Remote-User', 'ada', 'Remote-Groups', 'staff, privacy'];

test.each(['10.0.0.7', '127.0.0.1', '::ffff:10.0.0.7'])('a proxy at %s is believed', (address) => {
	expect(from(address, ...ada)).toEqual({ id: 'ada', name: 'ada', role: 'steward' });
});

test.each(['10.0.1.7', '203.0.113.7', '::2', '', undefined])(
	'whoever connects from %s is outside, whatever the headers say',
	(address) => {
		expect(from(address, ...ada, 'X-Forwarded-For', '10.0.0.7')).toBe('outside');
	}
);

test('who is not named is unknown, who has no group that counts has no role', () => {
	expect(from('10.0.0.7', 'Remote-Groups', 'staff')).toBe('unknown');
	expect(from('10.0.0.7', 'Remote-User', ' ')).toBe('unknown');
	expect(from('10.0.0.7', 'Remote-User', 'eve')).toEqual({
		id: 'eve',
		name: 'eve',
		role: undefined
	});
});

test('a header that stands there twice counts as none: one of the two is the reader’s own', () => {
	expect(from('10.0.0.7', 'remote-user', 'root', ...ada)).toBe('unknown');
	const twice = [...ada, 'remote-groups', 'privacy'];
	expect(from('10.0.0.7', ...twice)).toEqual({ id: 'ada', name: 'ada', role: undefined });
});

test('the value of a header is not its name', () => {
	expect(from('10.0.0.7', 'X-Other', 'Remote-User', 'X-More', 'ada')).toBe('unknown');
});
