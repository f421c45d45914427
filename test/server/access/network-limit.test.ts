import { expect, test } from 'vitest';
import { NetworkLimit } from '../../../src/lib/server/access/network-limit.ts';
import { TokenGuard } from '../../../src/lib/server/shares/gate/token-guard.ts';

test('a network that did it often enough waits, and no other', async () => {
	const limit = new NetworkLimit(3);
	for (let n = 0; n < 3; n += 1) {
		expect(await limit.wait('203.0.113.1')).toBeUndefined();
		expect(await limit.consume('203.0.113.1')).toBeUndefined();
	}
	for (const wait of [await limit.wait('203.0.113.1'), await limit.consume('203.0.113.1')]) {
		expect(wait).toBeGreaterThan(0);
		expect(wait).toBeLessThanOrEqual(60);
	}
	expect(await limit.wait('203.0.113.2')).toBeUndefined();
});

test('addresses of one IPv6 network count together', async () => {
	const limit = new NetworkLimit(1);
	await limit.consume('2001:db8::1');
	expect(await limit.consume('2001:db8::2')).toBeGreaterThan(0);
});

test('after many tokens that open nothing only those that opened something are looked at', async () => {
	const guard = new TokenGuard();
	guard.opened('good');
	for (let n = 0; n < 60; n += 1) {
		expect(await guard.wait('203.0.113.1', 'guess')).toBeUndefined();
		await guard.failed('203.0.113.1', 'guess');
		await guard.failed('203.0.113.3', 'good');
	}
	expect(await guard.wait('203.0.113.1', 'guess')).toBeGreaterThan(0);
	expect(await guard.wait('203.0.113.1', 'good')).toBeUndefined();
	for (const address of ['203.0.113.2', '203.0.113.3']) {
		expect(await guard.wait(address, 'guess')).toBeUndefined();
	}
});
