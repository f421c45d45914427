// Random small fleets: skewed versions, rare categories, single children, all alike, all but one.
import fc from 'fast-check';
import { plainUnit, type Unit } from './unit.ts';

/** Fewest and most instances of a random fleet. */
const sizes = { least: 20, most: 400 };

const versions = ['2.1.8', '2.1.7', '2.1.6', '2.0.3', '2.0.1', '1.9.0', '1.8.4', 'main'];

/** Counts around the thresholds of every policy in use, and others. */
const counts = fc.oneof(
	fc.constantFrom(1, 1, 2, 3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 18, 20, 22, 25),
	fc.integer({ min: 1, max: 60 }),
	fc.integer({ min: 40, max: 160 })
);

const usual = {
	version: fc.constantFrom(...versions, '2.1.8', '2.1.8', '2.1.7'),
	deployment: fc.constantFrom('docker', 'docker', 'k8s', 'k8s', 'bare', 'unknown'),
	os: fc.constantFrom('linux', 'linux', 'linux', 'darwin', 'windows'),
	arch: fc.constantFrom('x64', 'x64', 'arm64'),
	node: fc.constantFrom('22', '22', '20'),
	database: fc.constantFrom('16', '16', '15', '14'),
	users: fc.constantFrom(0, 3, 12),
	rules: fc.boolean(),
	integrations: fc.subarray(['github', 'gitlab', 'jira', 'slack'] as const).map((list) => [...list])
} satisfies { [Key in keyof Unit]: fc.Arbitrary<Unit[Key]> };

/** Units that differ in the attributes that are varied at all in their fleet. */
function unitsWithin(varied: readonly (keyof Unit)[]): fc.Arbitrary<Unit> {
	const some = Object.fromEntries(
		varied.map((key): [string, fc.Arbitrary<unknown>] => [key, usual[key]])
	);
	return fc.record(some).map((changes): Unit => ({ ...plainUnit, ...changes }));
}

const groupsOfUnits = fc
	.subarray(Object.keys(usual) as (keyof Unit)[])
	.chain((varied) =>
		fc.array(fc.tuple(unitsWithin(varied), counts), { minLength: 1, maxLength: 16 })
	);

/** What is done to a few units at the end: they differ from all others in one thing. */
const oddOnes = fc.array(
	fc.record({
		count: fc.constantFrom(1, 1, 2, 9, 10),
		change: fc.constantFrom<Partial<Unit>>(
			{ rules: false },
			{ deployment: 'bare' },
			{ version: '0.4.2' },
			{ integrations: [] },
			{ os: 'windows' },
			{ arch: 's390x' },
			{ version: '2.1.9', deployment: 'k8s' }
		)
	}),
	{ maxLength: 2 }
);

/** Fleets of 20 to 400 instances. */
export const randomFleets: fc.Arbitrary<Unit[]> = fc
	.tuple(groupsOfUnits, oddOnes)
	.map(([groups, odd]) => {
		const all = groups.flatMap(([unit, count]) => Array<Unit>(count).fill(unit));
		while (all.length < sizes.least) all.push(...all);
		const fleet = all.slice(0, sizes.most);
		let from = 0;
		for (const { count, change } of odd) {
			for (let index = from; index < Math.min(from + count, fleet.length); index += 1) {
				fleet[index] = { ...(fleet[index] ?? plainUnit), ...change };
			}
			from += count;
		}
		return fleet;
	});
