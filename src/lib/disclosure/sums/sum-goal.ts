// What hidden sums must leave possible, by what is behind them.
import type { Division } from '../../schema/division.ts';
import { minimumCount, type Policy } from '../../schema/policy.ts';
import type { About } from './divisions/divisions.ts';
import { isDominated } from './dominance.ts';

/**
 * Something that one world of sums must show: that `cells` together come to at most `most`, or at least to `least`.
 * `about` says whose parts it is about: nobody else's knowledge of its own part may rule the world out.
 */
export interface SumGoal {
	readonly name: string;
	readonly cells: readonly number[];
	readonly most?: number;
	readonly least?: number;
	readonly about: About;
}

/**
 * The goals of hidden cells, of one or of all hidden ones in a line.
 *
 * - Too few units, or as far as the counts tell perhaps none: the sum may be 0, and p % larger, or as large as an average unit makes it.
 * - One unit stands out: the sum may be p % smaller and p % larger.
 * - Otherwise nothing: such a sum could be shown, and is hidden for the sake of others only.
 *
 * @param isCounted whether everybody can tell that many units are in the cells
 * @param average what a unit adds on average to the sum of all
 */
export function sumGoals(
	name: string,
	cells: readonly number[],
	division: Division,
	policy: Policy,
	{ isCounted, average }: { readonly isCounted: boolean; readonly average: number }
): SumGoal[] {
	const { total, contributors } = division;
	const room = (policy.dominance / 100) * total;
	if (!isCounted || contributors < minimumCount(policy)) {
		const about = 'all';
		return [
			{ name, cells, about, most: 0 },
			{ name, cells, about, least: Math.max(total + room, average) }
		];
	}
	if (!isDominated(division, policy)) return [];
	const about = 'largest';
	return [
		{ name, cells, about, most: total - room },
		{ name, cells, about, least: total + room }
	];
}
