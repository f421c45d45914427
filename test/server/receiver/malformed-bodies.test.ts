import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { malformed } from './malformed-body.ts';
import { runReceiver } from './running-receiver.ts';
import { sendAll } from './send-malformed.ts';

test('every malformed body is refused with its field, and none leaves anything', async () => {
	const { url, inbox, receiver } = await runReceiver();
	const requests = fc.sample(malformed, { numRuns: 3_000, seed: 4 });
	expect(new Set(requests.map(({ kind }) => kind)).size).toBe(10);
	expect(await sendAll(url, requests)).toEqual([]);
	expect(existsSync(inbox)).toBe(false);
	expect(await receiver.registry.metrics()).toContain('{outcome="stored"} 0');
});
