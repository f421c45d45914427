// What the numbers of one release say about how many units there are in all.
import { minimumCount } from '../../schema/policy.ts';
import { countingTables } from '../../schema/release.ts';
import { feasibilityIntervals, type Interval } from '../interval.ts';
import { toSystem } from '../system.ts';
import { toValues, type PublishedRelease } from './published-values.ts';

/** Smallest and largest total that agrees with a release; one that is withheld has fewer units than may be shown. */
export function totalOf({ manifest, cells }: PublishedRelease): Interval {
	const { policy, dimensions } = manifest;
	if (manifest.withheld) return { low: 0, high: minimumCount(policy) - 1 };
	const system = toSystem(countingTables(manifest.tables), dimensions);
	const [total] = feasibilityIntervals(system, toValues(system, cells), policy);
	return total ?? { low: 0, high: Number.POSITIVE_INFINITY };
}
