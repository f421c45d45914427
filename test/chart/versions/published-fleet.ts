// Random fleets and what would be published of them: names and rounding by the rules, cells hidden at random on top.
import fc from 'fast-check';
import { nameCategories } from '../../../src/lib/disclosure/category-tree.ts';
import { toPublishedValue } from '../../../src/lib/disclosure/interval.ts';
import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import { margin } from '../../../src/lib/schema/cell.ts';
import { dimensionOf } from '../../../src/lib/schema/dataset.ts';
import { periodsBetween } from '../../../src/lib/schema/period.ts';
import { minimumCount, Policy } from '../../../src/lib/schema/policy.ts';
import type { TableView } from '../../../src/lib/schema/table-view.ts';
import { compareVersionCodes, parseVersion, versionPath } from '../../../src/lib/schema/version.ts';

/** True counts by reported version, one map for each period. */
export type TrueFleet = readonly ReadonlyMap<string, number>[];

export interface PublishedFleet {
	readonly truth: TrueFleet;
	readonly view: TableView;
}

const reported = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.tuple(fc.nat(2), fc.nat(3), fc.nat(4)).map((parts) => parts.join('.'))
	},
	{
		weight: 1,
		arbitrary: fc.tuple(fc.nat(2), fc.nat(3), fc.nat(4)).map((parts) => `${parts.join('.')}-rc.1`)
	},
	{ weight: 1, arbitrary: fc.constant('0.0.0') }
);

const policies = fc.constantFrom({}, { base: 1, ambiguity: 5 }, { k: 12 }, { coalition: 3 });

/** Up to four weeks of a fleet, published. Every unsafe cell is hidden, and about one in six of the others. */
export const publishedFleet: fc.Arbitrary<PublishedFleet> = fc
	.record({
		policy: policies,
		weeks: fc.array(
			fc.array(fc.tuple(reported, fc.integer({ min: 1, max: 60 })), {
				minLength: 4,
				maxLength: 14
			}),
			{ minLength: 1, maxLength: 4 }
		),
		seeds: fc.infiniteStream(fc.nat(5))
	})
	.map(({ policy, weeks, seeds }) => {
		const truth = weeks.map((pairs) => {
			const counts = new Map([['2.1.1', 20]]);
			for (const [version, count] of pairs) counts.set(version, (counts.get(version) ?? 0) + count);
			return counts;
		});
		return { truth, view: publish(truth, Policy.parse(policy), () => seeds.next().value === 0) };
	});

/** Versions to cut at: major, minor, patch and pre-release. */
export const cutVersion = fc
	.tuple(fc.nat(2), fc.nat(3), fc.nat(4), fc.integer({ min: 1, max: 4 }))
	.map(([major, minor, patch, length]) =>
		length === 4
			? `${major}.${minor}.${patch}-pre`
			: [major, minor, patch].slice(0, length).join('.')
	);

/** Units that truly run `version` or newer, and all units. */
export function trueCut(counts: ReadonlyMap<string, number>, version: string) {
	let [above, total] = [0, 0];
	for (const [text, count] of counts) {
		const parsed = parseVersion(text);
		total += count;
		if (parsed && compareVersionCodes(versionPath(parsed)[2], version) >= 0) above += count;
	}
	return { above, total };
}

/** Publishes the weeks from 2026-W10 on as one view. */
export function publish(truth: TrueFleet, policy: Policy, isHidden: () => boolean): TableView {
	const dimension = dimensionOf(heartbeats, 'version');
	const minimum = minimumCount(policy);
	const trees = truth.map((counts) => nameCategories(dimension, counts, minimum));
	const categories = new Map(
		trees.flatMap((tree) => tree.categories.map((one) => [one.code, one] as const))
	);
	const periods = periodsBetween('2026-W10', `2026-W${9 + truth.length}`);
	return {
		dataset: 'heartbeats',
		table: 'version',
		title: 'Version adoption',
		unit: { one: 'instance', many: 'instances' },
		measure: 'instances',
		granularity: 'week',
		periods,
		policy,
		synthetic: true,
		notes: [],
		dimensions: [
			{
				id: 'version',
				title: 'Version',
				additive: true,
				categories: [...categories.values()],
				labels: {}
			}
		],
		cells: periods.flatMap(({ id: period }, week) => {
			const counts = countCells(truth[week] ?? new Map(), trees[week]);
			return [margin, ...categories.keys()].map((code) => {
				const count = counts.get(code) ?? 0;
				const isShown = count >= minimum && (code === margin || !isHidden());
				return {
					period,
					categories: [code],
					value: isShown ? toPublishedValue(count, policy) : null,
					status: isShown ? ('published' as const) : ('hidden' as const)
				};
			});
		})
	};
}

/** True count of every named cell, each unit in its leaf and all that lies above it. */
function countCells(
	truth: ReadonlyMap<string, number>,
	tree: ReturnType<typeof nameCategories> | undefined
): Map<string, number> {
	const cells = new Map<string, number>();
	const parents = new Map(tree?.categories.map(({ code, parent }) => [code, parent]));
	for (const [raw, count] of truth) {
		for (let code = tree?.leafOf(raw); code !== undefined; code = parents.get(code)) {
			cells.set(code, (cells.get(code) ?? 0) + count);
		}
	}
	return cells;
}
