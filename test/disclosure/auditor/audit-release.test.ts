import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkRelease } from '../../../src/lib/checker/check-release.ts';
import { auditRelease } from '../../../src/lib/disclosure/auditor/audit-release.ts';
import { DisclosureError } from '../../../src/lib/disclosure/disclosure-error.ts';
import { toPublishedValue } from '../../../src/lib/disclosure/interval.ts';
import { loadSolver, type Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { toSystem } from '../../../src/lib/disclosure/system.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { countAt, dimensions, populations, positionsOf, ring } from '../support/brute-force.ts';
import { toRelease } from '../support/publish-units.ts';

const everyone = populations(9);
const system = toSystem(ring, dimensions);
const positions = system.keys.map(positionsOf);

/** How a published number reads with up to `own` units of the reader put in, by trying. */
function agrees(count: number, value: number, policy: Policy, own: number): boolean {
	return [count, count + own].every(
		(seen) => seen >= policy.k && toPublishedValue(seen, policy) === value
	);
}

/** A group is the positions of its units; some of the reader's own may be among them. */
type Group = readonly number[];

/**
 * What enumeration says about the published values of a ring, to a stranger and, where rounding leaves no room for
 * `own` units, to whoever has one unit, wherever it stands.
 */
function enumerate(values: readonly (number | null)[], policy: Policy, own: number) {
	const worlds = everyone.filter((population) =>
		values.every(
			(value, cell) =>
				value === null || agrees(countAt(population, positions[cell] ?? []), value, policy, own)
		)
	);
	const isHidden = (cell: number) => values[cell] === null;
	const lowest = (group: Group) => Math.min(...worlds.map((world) => countAt(world, group)));
	const cells = [...values.keys()].filter(isHidden).map((cell) => positions[cell] ?? []);
	const lines = system.lines.map(({ children }) => children.filter(isHidden));
	const unions = lines.map((some) => some.flatMap((cell) => positions[cell] ?? []));
	const differences = positions.flatMap((outer) =>
		positions
			.filter((inner) => inner.length < outer.length && inner.every((one) => outer.includes(one)))
			.map((inner) => outer.filter((one) => !inner.includes(one)))
	);
	const groups = [...unions.filter(({ length }) => length > 0), ...differences];
	const readers = own > 0 ? [undefined] : [undefined, 0, 1, 2, 3, 4, 5, 6, 7];
	const toReaders = readers.map((place) => {
		const left = worlds.filter((world) => place === undefined || (world[place] ?? 0) > 0);
		const canBe = (group: Group, test: (count: number) => boolean) =>
			left.some((world) => test(countAt(world, group)));
		const isEmpty = (group: Group) => {
			const most = Number(place !== undefined && group.includes(place));
			return canBe(group, (count) => count <= most);
		};
		const isOpen = (group: Group) =>
			isEmpty(group) && canBe(group, (count) => count >= policy.ambiguity);
		return {
			groups: groups.every((group) => isEmpty(group) || canBe(group, (count) => count >= policy.k)),
			strict: cells.every(isOpen),
			public: cells.every((group) => isOpen(group) || lowest(group) >= policy.k)
		};
	});
	return {
		hasWorlds: worlds.length > 0,
		groups: toReaders.every((reader) => reader.groups),
		strict: toReaders.every((reader) => reader.strict),
		public: toReaders.every((reader) => reader.public)
	};
}

describe('the auditor and enumeration of all populations', () => {
	let solver: Solver;
	beforeAll(async () => {
		solver = await loadSolver();
	});

	test.each([
		{ base: 1, own: 0 },
		{ base: 3, own: 1 }
	])('agree about a ring of three tables (base $base)', ({ base, own }) => {
		const policy = Policy.parse({ k: 3, base, ambiguity: 3 });
		const verdicts = { safe: 0, unsafe: 0 };
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 8, maxLength: 8 }),
				fc.array(fc.boolean(), { minLength: 19, maxLength: 19 }),
				(population, shows) => {
					const counts = positions.map((group) => countAt(population, group));
					const [total = 0] = counts;
					fc.pre(total >= policy.k && total <= 7);
					const values = counts.map((count, cell) =>
						count >= policy.k && (cell === 0 || shows[cell] === true)
							? toPublishedValue(count, policy)
							: null
					);
					const release = toRelease(
						{ system, tables: [...ring], dimensions: [...dimensions], policy },
						values
					);
					const truth = enumerate(values, policy, own);
					try {
						const certificate = auditRelease(solver, release);
						verdicts.safe += 1;
						expect(truth.hasWorlds && truth.groups && truth.public).toBe(true);
						const result = checkRelease(release.manifest, release.cells, certificate);
						expect(result).toMatchObject({ ok: true });
					} catch (error) {
						if (!(error instanceof DisclosureError)) throw error;
						verdicts.unsafe += 1;
						expect(truth.hasWorlds && truth.groups && truth.strict).toBe(false);
					}
				}
			),
			{ numRuns: 400 }
		);
		expect(Math.min(verdicts.safe, verdicts.unsafe)).toBeGreaterThan(5);
	});
});
