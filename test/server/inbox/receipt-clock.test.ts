import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReceiptClock } from '../../../src/lib/server/inbox/receipt-clock.ts';

const start = Date.parse('2026-11-21T10:29:32.123Z');

test('times of receipt are UTC with microseconds', () => {
	const clock = new ReceiptClock(() => start);
	expect([clock.next(), clock.next()]).toEqual([
		'2026-11-21T10:29:32.123000Z',
		'2026-11-21T10:29:32.123001Z'
	]);
});

test('a thousand heartbeats in a millisecond go on in the next one', () => {
	const clock = new ReceiptClock(() => start);
	const times = Array.from({ length: 1001 }, () => clock.next());
	expect(times.at(-1)).toBe('2026-11-21T10:29:32.124000Z');
});

test('times grow however the system clock jumps', () => {
	const jumps = fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 2_000 });
	fc.assert(
		fc.property(jumps, (steps) => {
			let now = start;
			const clock = new ReceiptClock(() => now);
			const times = steps.map((step) => {
				now += step;
				return clock.next();
			});
			expect(times).toEqual([...new Set(times)].sort());
		})
	);
});
