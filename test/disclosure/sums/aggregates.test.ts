import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CategoryTree } from '../../../src/lib/disclosure/category-tree.ts';
import {
	Aggregates,
	type Aggregate
} from '../../../src/lib/disclosure/sums/divisions/aggregates.ts';
import {
	Contributions,
	type Contribution
} from '../../../src/lib/disclosure/sums/divisions/contributions.ts';
import { toSystem } from '../../../src/lib/disclosure/system.ts';
import { combinations } from '../../../src/lib/schema/cell.ts';

const p = 0.15;
const tools = ['read', 'write', 'shell'];

function tree(id: string, codes: readonly [code: string, parent: string][], additive: boolean) {
	const categories = codes.map(([code, parent]) => ({ code, parent }));
	const made: CategoryTree = { id, title: id, additive, categories, leafOf: (raw) => raw ?? 'no' };
	return made;
}

const trees = [
	tree(
		'tool',
		tools.map((code) => [code, '*']),
		false
	),
	tree(
		'version',
		[
			['2', '*'],
			['2.1', '2'],
			['2.0', '2'],
			['1', '*']
		],
		true
	)
];
const versions = ['2.1', '2.0', '1'];
const tables = [{ id: 't', title: 't', dimensions: ['tool', 'version'] }];
const system = toSystem(
	tables,
	trees.map((one) => ({ ...one, additive: true }))
);
const known = new Map(trees.map((one) => [one.id, one]));

/** What a unit adds to each tool; a unit has one version. */
interface Unit {
	readonly version: string;
	readonly calls: readonly number[];
}

/** No two units add the same, to any tools together, so that there is one that adds most. */
const units = fc
	.array(
		fc.record({
			version: fc.constantFrom(...versions),
			calls: fc.tuple(
				...tools.map(() => fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 900 })))
			)
		}),
		{ maxLength: 12 }
	)
	.map((all) =>
		all.map(({ version, calls }, unit): Unit => ({
			version,
			calls: calls.map((amount) => (amount === 0 ? 0 : amount * 4 ** 12 + 4 ** unit))
		}))
	);

function fromUnits(all: readonly Unit[]): Contributions {
	const rows = all.flatMap(({ version, calls }, unit) =>
		calls.map((amount, at): Contribution => ({ unit, values: [tools[at] ?? '', version], amount }))
	);
	return new Contributions(
		system,
		tables,
		known,
		new Map([['t', rows.filter(({ amount }) => amount > 0)]])
	);
}

function fromAggregates(all: readonly Unit[]): Aggregates {
	const rows = combinations([['*', ...tools], versions]).map(
		([tool = '', version = '']): Aggregate => {
			const amounts = all
				.filter((unit) => unit.version === version)
				.map(({ calls }) =>
					calls.reduce((sum, one, at) => (tool === '*' || tools[at] === tool ? sum + one : sum), 0)
				)
				.filter((amount) => amount > 0)
				.sort((a, b) => b - a);
			const total = amounts.reduce((sum, one) => sum + one, 0);
			return {
				values: [tool, version],
				total,
				contributors: amounts.length,
				largest: amounts[0] ?? 0,
				second: amounts[1] ?? 0
			};
		}
	);
	return new Aggregates(system, tables, known, new Map([['t', rows]]));
}

const single = system.keys.map((_, cell) => [cell]);
const groups = system.lines.flatMap(({ children }) =>
	combinations(children.map((cell) => [[cell], []]))
		.map((some) => some.flat())
		.filter(({ length }) => length > 1)
);
const hasTools = (cells: readonly number[]) =>
	cells.length > 1 && cells.every((cell) => system.keys[cell]?.includes('tool='));
const finest = single.filter(([cell = 0]) =>
	/tool=.*version=(2\.|1)/.test([...(system.keys[cell] ?? '').split('|')].sort().join('|'))
);

describe('aggregates', () => {
	test('divide every cell as its units do, and groups of values', () => {
		fc.assert(
			fc.property(units, (all) => {
				const [exact, sums] = [fromUnits(all), fromAggregates(all)];
				const apart = groups.filter(
					(cells) =>
						new Set(cells.map((cell) => /tool=\w+/.exec(system.keys[cell] ?? '')?.[0])).size === 1
				);
				expect(apart.length).toBeGreaterThan(4);
				for (const cells of [...single, ...apart]) expect(sums.of(cells)).toEqual(exact.of(cells));
			})
		);
	});

	test('take groups of codes at their worst: no more units, no less dominated', () => {
		fc.assert(
			fc.property(units, (all) => {
				const [exact, sums] = [fromUnits(all), fromAggregates(all)];
				expect(groups.some(hasTools)).toBe(true);
				for (const cells of groups.filter(hasTools)) {
					const [truth, taken] = [exact.of(cells), sums.of(cells)];
					expect(taken.total).toBe(truth.total);
					expect(taken.contributors).toBeLessThanOrEqual(truth.contributors);
					const standsOut = ({ largest, second }: typeof truth) => (1 + p) * largest + second;
					expect(standsOut(taken)).toBeGreaterThanOrEqual(standsOut(truth) - 1e-9);
				}
			})
		);
	});

	test('grant every other unit at least what it adds', () => {
		fc.assert(
			fc.property(units, (all) => {
				const [exact, sums] = [fromUnits(all), fromAggregates(all)];
				expect(finest.length).toBe(9);
				for (const [atom = 0] of finest) {
					for (const cells of [...single, ...groups]) {
						for (const about of ['all', 'largest'] as const) {
							expect(sums.mostOfOthers(atom, cells, about)).toBeGreaterThanOrEqual(
								exact.mostOfOthers(atom, cells, about)
							);
						}
					}
				}
			}),
			{ numRuns: 60 }
		);
	});

	test('know the largest unit of a value and of what is around it as one', () => {
		const all = [500, 40, 30].map((calls) => ({ version: '2.1', calls: [calls, 0, 0] }));
		const sums = fromAggregates([...all, { version: '2.0', calls: [60, 0, 0] }]);
		const at = (key: string) => system.keys.indexOf(key);
		const around = [at('tool=read')];
		expect(sums.mostOfOthers(at('tool=read|version=2.1'), around, 'largest')).toBe(40);
		expect(sums.mostOfOthers(at('tool=read|version=2.0'), around, 'largest')).toBe(60);
	});
});
