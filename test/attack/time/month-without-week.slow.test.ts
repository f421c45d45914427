// A month holds everybody of the weeks inside it, so the difference of both totals is a group that a reader can name:
// those who were active in the month and did not count in the week.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rangeUnder } from '../attacker/change.ts';
import { loadAttackSolver } from '../attacker/program.ts';
import { countsBehind, readRelease, smallestCount } from '../attacker/published.ts';
import { serveWeeks, type ServedWeeks } from '../fleets/served-weeks.ts';
import { units } from '../fleets/unit.ts';

let served: ServedWeeks;

beforeAll(async () => {
	served = await serveWeeks([
		{ period: '2026-W28', units: units(42), firstId: 0 },
		{ period: '2026-W29', units: units(1), firstId: 42 }
	]);
});

afterAll(async () => {
	await served.stop();
});

test('a month and a week inside it tell of no small group that was active in the month only', async () => {
	const solver = await loadAttackSolver();
	const [month, week] = await Promise.all(
		['2026-07', '2026-W28'].map(async (period) => {
			const { manifest, cells } = await readRelease(served.origin, period);
			const value = cells[0]?.value;
			return typeof value === 'number'
				? { ...countsBehind(value, manifest.policy), least: smallestCount(manifest.policy) }
				: { low: 0, high: 10_000, least: smallestCount(manifest.policy) };
		})
	);
	if (!month || !week) throw new Error('not published');
	const [inWeek, inMonthOnly] = [0, 1];
	const { low, high } = rangeUnder(
		solver,
		2,
		[
			{ sum: new Map([[inWeek, 1]]), low: week.low, high: week.high },
			{
				sum: new Map([
					[inWeek, 1],
					[inMonthOnly, 1]
				]),
				low: month.low,
				high: month.high
			}
		],
		new Map([[inMonthOnly, 1]])
	);
	expect(low === 0 || high >= month.least, `a group of ${low} to ${high} exists`).toBe(true);
});
