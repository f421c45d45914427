import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { addressFinder, Pseudonyms, toNetwork } from '../../../src/lib/server/receiver/source.ts';

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
	const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
	return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
}

describe('the client address', () => {
	test('is that of the socket where no proxy is trusted, whatever a header says', () => {
		expect(addressFinder([])(request('203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7');
	});

	test.each([
		['198.51.100.1', '198.51.100.1'],
		['203.0.113.9, 198.51.100.1', '198.51.100.1'],
		['198.51.100.1, 10.1.2.3', '198.51.100.1'],
		['198.51.100.1, 127.0.0.1, 10.1.2.3', '198.51.100.1'],
		['2001:db8::1', '2001:db8::1']
	])('behind trusted proxies is the right-most other one of %j', (forwarded, address) => {
		const findAddress = addressFinder(['loopback', '10.0.0.0/8']);
		expect(findAddress(request('10.0.0.1', forwarded))).toBe(address);
		expect(findAddress(request('::ffff:10.0.0.1', forwarded))).toBe(address);
	});

	test('is that of the socket when it is not a trusted proxy that speaks', () => {
		const findAddress = addressFinder(['10.0.0.0/8']);
		expect(findAddress(request('203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7');
	});

	test.each(['unknown', '', '<script>', '1.2.3.4:5678'])(
		'is that of the proxy when it forwards %j',
		(forwarded) => {
			expect(addressFinder(['loopback'])(request('127.0.0.1', forwarded))).toBe('127.0.0.1');
		}
	);
});

describe('the network of an address', () => {
	test.each([
		['198.51.100.1', '198.51.100.1'],
		['::ffff:198.51.100.1', '198.51.100.1'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
		['2001:db8:1:2::', '2001:db8:1:2::/64'],
		['2001:db8:1:2::6', '2001:db8:1:2::/64'],
		['2001:0DB8:0001:0002::6', '2001:db8:1:2::/64'],
		['2001:db8::6', '2001:db8:0:0::/64'],
		['::1', '0:0:0:0::/64'],
		['::', '0:0:0:0::/64'],
		['64:ff9b::198.51.100.1', '64:ff9b:0:0::/64'],
		['fe80::1%eth0', 'fe80:0:0:0::/64']
	])('of %s is %s', (address, network) => {
		expect(toNetwork(address)).toBe(network);
	});
});

test('a pseudonym means the same all day, and nothing under another salt', () => {
	const [today, tomorrow] = [new Pseudonyms(), new Pseudonyms()];
	expect(today.of('198.51.100.1')).toBe(today.of('198.51.100.1'));
	expect(today.of('198.51.100.1')).not.toBe(today.of('198.51.100.2'));
	expect(today.of('198.51.100.1')).not.toBe(tomorrow.of('198.51.100.1'));
	expect(today.of('198.51.100.1')).not.toContain('198.51.100');
});
