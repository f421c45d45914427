// What hidden sums must leave possible, by what is behind them.
import { minimumCount, type Policy } from '../../schema/policy.ts';
import { totalOf, type Parts } from './contributions.ts';
import { isDominated } from './dominance.ts';

/**
 * Something that one world of sums must show: that `cells` together come to at most `most`, or at least to `least`.
 * `ofUnits` are those whose parts it is about: nobody else's knowledge of its own part may rule the world out.
 */
export interface SumGoal {
	readonly name: string;
	readonly cells: readonly number[];
	readonly most?: number;
	readonly least?: number;
	readonly ofUnits: ReadonlySet<number>;
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
	parts: Parts,
	policy: Policy,
	{ isCounted, average }: { readonly isCounted: boolean; readonly average: number }
): SumGoal[] {
	const total = totalOf(parts);
	const room = (policy.dominance / 100) * total;
	if (!isCounted || parts.length < minimumCount(policy)) {
		const ofUnits = new Set(parts.map(([unit]) => unit));
		return [
			{ name, cells, ofUnits, most: 0 },
			{ name, cells, ofUnits, least: Math.max(total + room, average) }
		];
	}
	if (!isDominated(parts, policy)) return [];
	const ofUnits = new Set(parts.slice(0, 1).map(([unit]) => unit));
	return [
		{ name, cells, ofUnits, most: total - room },
		{ name, cells, ofUnits, least: total + room }
	];
}
