import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restartDelayMs } from '../../../src/lib/server/supervisor/restart-delay.ts';

const failures = fc.integer({ min: 1, max: 5000 });
const random = fc.double({ min: 0, max: 1, noNaN: true });

test('a restart waits for half a second to thirty, never less after more failures', () => {
	fc.assert(
		fc.property(failures, random, (count, jitter) => {
			const delay = restartDelayMs(count, jitter);
			expect(delay).toBeGreaterThanOrEqual(500);
			expect(delay).toBeLessThanOrEqual(30_000);
			expect(restartDelayMs(count + 1, jitter)).toBeGreaterThanOrEqual(delay);
		})
	);
});

test('many failures wait for up to thirty seconds, spread over half of them', () => {
	expect(restartDelayMs(20, 1)).toBe(30_000);
	expect(restartDelayMs(20, 0)).toBe(15_000);
});
