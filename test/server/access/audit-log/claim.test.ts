import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withClaim } from '../../../../src/lib/server/access/audit-log/claim.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'murmuration-claim-'));
});
afterEach(() => {
	vi.useRealTimers();
	rmSync(folder, { recursive: true, force: true });
});

test('a claim is held though the clock is set forward a day', async () => {
	const order: string[] = [];
	const first = withClaim(folder, async () => {
		await sleep(300);
		order.push('first');
	});
	await sleep(50);
	vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 });
	const second = withClaim(folder, () => {
		order.push('second');
		return Promise.resolve();
	});
	await Promise.all([first, second]);
	expect(order).toEqual(['first', 'second']);
});
