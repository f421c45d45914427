// Random fleets as weeks, and the policies under which they are attacked.
import fc from 'fast-check';
import { nextPeriod, parsePeriod } from '../../../src/lib/schema/period.ts';
import { randomFleets } from './random-fleet.ts';
import type { PolicyFile, Week } from './served-weeks.ts';

/** Policies from the weakest to the strongest; the default first, exact counts second. */
export const policies: readonly PolicyFile[] = [
	{},
	{ base: 1 },
	{ k: 5 },
	{ ambiguity: 10 },
	{ k: 7, ambiguity: 7, coalition: 2 },
	{ base: 2, coalition: 3 },
	{ base: 10, ambiguity: 10 },
	{ k: 12, coalition: 3 },
	{ k: 20, base: 10, ambiguity: 10 },
	{ k: 5, base: 1, ambiguity: 5, coalition: 2 }
];

/** The first week; all weeks in use are over. */
const first = parsePeriod('2015-W02');

/** `count` consecutive weeks of random fleets; the same seed gives the same fleets. */
export function randomWeeks(count: number, seed: number): Week[] {
	let period = first;
	return fc.sample(randomFleets, { numRuns: count, seed }).map((units) => {
		const week = { period: period.id, units };
		period = nextPeriod(period);
		return week;
	});
}
