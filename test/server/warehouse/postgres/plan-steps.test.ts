import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planSteps } from '../../../../src/lib/server/warehouse/postgres/plan-steps.ts';

const dayMs = 86_400_000;
const first = Date.parse('2026-01-01');
const toDay = (number: number) => new Date(first + number * dayMs).toISOString().slice(0, 10);
const count = (from: string, until: string) => (Date.parse(until) - Date.parse(from)) / dayMs + 1;

test('steps hold each day once, and none both days that are over and days that are not', () => {
	const days = fc.nat({ max: 800 });
	const bytes = fc.nat({ max: 2 ** 32 });
	fc.assert(
		fc.property(days, days, bytes, bytes, (length, today, sizeBytes, stepBytes) => {
			const extent = { from: toDay(0), until: toDay(length), today: toDay(today), sizeBytes };
			const steps = planSteps(extent, undefined, { stepBytes, lateDays: 3 });
			expect(steps[0]?.from).toBe(extent.from);
			expect(steps.at(-1)?.until).toBe(extent.until);
			for (const [index, { from, until }] of steps.entries()) {
				expect(count(from, until)).toBeGreaterThan(0);
				expect(from >= extent.today || until < extent.today).toBe(true);
				if (index > 0) expect(count(steps[index - 1]?.until ?? '', from)).toBe(2);
			}
		})
	);
});

test('a step is no smaller than it is asked to be; only the first and the last one are', () => {
	const extent = { from: toDay(0), until: toDay(27), today: toDay(40), sizeBytes: 2800 };
	const steps = planSteps(extent, undefined, { stepBytes: 650, lateDays: 3 });
	expect(steps.map(({ from, until }) => count(from, until))).toEqual([2, 7, 7, 7, 5]);
});
