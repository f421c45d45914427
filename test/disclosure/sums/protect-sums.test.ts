import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CategoryTree } from '../../../src/lib/disclosure/category-tree.ts';
import { loadSolver } from '../../../src/lib/disclosure/linear/solver.ts';
import {
	capContributions,
	Contributions,
	type Contribution
} from '../../../src/lib/disclosure/sums/divisions/contributions.ts';
import { sumInterval, type RoundedSum } from '../../../src/lib/disclosure/sums/dominance.ts';
import { toMeasureModel } from '../../../src/lib/disclosure/sums/measure-model.ts';
import { protectSums } from '../../../src/lib/disclosure/sums/protect-sums.ts';
import { groupKey, toSystem } from '../../../src/lib/disclosure/system.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { cellsOf, inside, known, type Grid } from './attack.ts';

const solver = await loadSolver();
const policy = Policy.parse({});
const p = policy.dominance / 100;

/** One unit's part in a finest cell `row,column`. */
interface Part {
	readonly unit: number;
	readonly cell: string;
	readonly amount: number;
}

/** Protects the sums of a grid; counts are shown from k on, and in their worlds small cells may be empty. */
function protect(
	grid: Grid,
	parts: readonly Part[],
	under: Policy = policy
): Map<string, RoundedSum | undefined> {
	const tree = (id: string, codes: readonly string[]): CategoryTree => ({
		id,
		title: id,
		additive: true,
		categories: codes.map((code) => ({ code, parent: '*' })),
		leafOf: (raw) => raw ?? ''
	});
	const trees = [tree('row', grid.rows), tree('column', grid.columns)];
	const tables = [{ id: 't', title: 't', dimensions: ['row', 'column'] }];
	const system = toSystem(tables, trees);
	const rows = parts.map(({ unit, cell, amount }): Contribution => ({
		unit,
		values: cell.split(','),
		amount
	}));
	const divisions = new Contributions(
		system,
		tables,
		new Map(trees.map((one) => [one.id, one])),
		new Map([['t', rows]])
	);
	const indexOf = (cell: string) => system.keys.indexOf(groupKey(trees, cell.split(',')));
	const isShown = (cell: number) => divisions.of([cell]).contributors >= under.k;
	const small = inside(grid, '*,*').filter((cell) => !isShown(indexOf(cell)));
	const measured = toMeasureModel(tables, trees, [], { most: Number.MAX_VALUE });
	const values = protectSums(solver, { ...measured, divisions }, under, {
		isShown,
		isLarge: isShown,
		worlds: small.map((cell) => ({
			floors: new Map(),
			ceilings: new Map([[indexOf(cell), 0]])
		}))
	});
	return new Map(cellsOf(grid).map((cell) => [cell, values[indexOf(cell)]]));
}

function divide(grid: Grid, parts: readonly Part[], cell: string): [number, number][] {
	const leaves = new Set(inside(grid, cell));
	const sums = new Map<number, number>();
	for (const part of parts) {
		if (leaves.has(part.cell)) sums.set(part.unit, (sums.get(part.unit) ?? 0) + part.amount);
	}
	return [...sums].filter(([, amount]) => amount > 0).sort(([, a], [, b]) => b - a);
}

/** Everything that a reader must not be able to work out, tried by every unit there is. */
function attack(
	grid: Grid,
	parts: readonly Part[],
	values: ReadonlyMap<string, RoundedSum | undefined>,
	k = policy.k
): string[] {
	const shown = new Map(
		[...values].flatMap(([cell, value]) => (value ? [[cell, sumInterval(value)] as const] : []))
	);
	const readers = differentReaders(parts);
	return cellsOf(grid).flatMap((cell) => {
		const divided = divide(grid, parts, cell);
		const [first] = divided;
		if (!first) return [];
		const [target, largest] = first;
		const members = new Set(divided.map(([unit]) => unit));
		return readers.flatMap((reader) => {
			const own = new Map<string, number>();
			for (const part of parts) {
				if (part.unit === reader) own.set(part.cell, (own.get(part.cell) ?? 0) + part.amount);
			}
			const { low, high } = known(grid, shown, cell, own);
			const ownPart = inside(grid, cell).reduce((sum, leaf) => sum + (own.get(leaf) ?? 0), 0);
			const findings: string[] = [];
			if (reader !== target && high - ownPart < (1 + p) * largest * (1 - 1e-6)) {
				findings.push(`${cell}: ${reader} knows ${largest} to be at most ${high - ownPart}`);
			}
			if (divided.length < k && !members.has(reader) && low > 1e-6 * largest) {
				findings.push(`${cell}: ${reader} knows that ${divided.length} units are there`);
			}
			return findings;
		});
	});
}

/** Units of which each knows something else of itself, as others alike learn the same. */
function differentReaders(parts: readonly Part[]): number[] {
	const own = new Map<number, string[]>();
	for (const { unit, cell, amount } of parts) {
		own.set(unit, [...(own.get(unit) ?? []), `${cell} ${amount}`]);
	}
	const first = new Map([...own].reverse().map(([unit, said]) => [said.sort().join(), unit]));
	return [...first.values()];
}

const grid: Grid = { rows: ['a', 'b', 'c'], columns: ['x', 'y'] };

/** So many units that add the same. */
function crowd(cell: string, count: number, amount: number, from: number): Part[] {
	return Array.from({ length: count }, (_, index) => ({ unit: from + index, cell, amount }));
}

const even = inside(grid, '*,*').flatMap((cell, index) => crowd(cell, 20, 10, 100 * index));

describe('sums', () => {
	test('of many alike are shown to three digits', () => {
		const values = protect(grid, even);
		expect(values.get('*,*')).toEqual({ value: 1200, step: 10 });
		expect(values.get('a,x')).toEqual({ value: 200, step: 2 });
		expect([...values.values()].every((value) => value !== undefined)).toBe(true);
	});

	test('in which one unit has 90 % are hidden and can’t be worked out, the others stay', () => {
		const parts = [...even, { unit: 7000, cell: 'a,x', amount: 1800 }];
		const values = protect(grid, parts);
		expect(values.get('a,x')).toBeUndefined();
		expect([...values.values()].filter(Boolean).length).toBeGreaterThan(6);
		expect(attack(grid, parts, values)).toEqual([]);
	});

	test('of the eleven of whom the second could take itself off are hidden (p % rule)', () => {
		const amounts = [900, 40, 20, 5, 5, 5, 5, 5, 5, 5, 5];
		const eleven = amounts.map((amount, unit) => ({ unit, cell: 'a,x', amount }));
		const values = protect(grid, [...eleven, ...even.filter(({ cell }) => cell !== 'a,x')]);
		expect(values.get('a,x')).toBeUndefined();
	});

	test('count units, never weights: three units with large amounts stay hidden', () => {
		const parts = [...even.filter(({ cell }) => cell !== 'c,y'), ...crowd('c,y', 3, 100, 9000)];
		const values = protect(grid, parts);
		expect(values.get('c,y')).toBeUndefined();
		expect(attack(grid, parts, values)).toEqual([]);
	});

	test('of the companies of the peers’ set give none away to another one', () => {
		const file = new URL('../../fixtures/disclosure/peers/magnitude1_input.csv', import.meta.url);
		const rows = z
			.array(
				z.object({
					sector4: z.string(),
					geo: z.string(),
					company: z.string(),
					value: z.coerce.number()
				})
			)
			.parse(parse(readFileSync(file), { columns: true }));
		const companies: Grid = {
			rows: [...new Set(rows.map(({ sector4 }) => sector4))],
			columns: [...new Set(rows.map(({ geo }) => geo))]
		};
		const parts = rows.map(({ sector4, geo, company, value }) => ({
			unit: company.charCodeAt(0),
			cell: `${sector4},${geo}`,
			amount: value
		}));
		const few = Policy.parse({ k: 3, base: 1, ambiguity: 3 });
		const values = protect(companies, parts, few);
		expect(attack(companies, parts, values, few.k)).toEqual([]);
		expect(values.get('Agriculture,Portugal')).toBeUndefined();
		expect([...values.values()].some(Boolean)).toBe(true);
	});

	test('are no finer than what the largest part may be known to', () => {
		const parts = [...even, { unit: 7000, cell: 'b,y', amount: 100 }];
		const value = protect(grid, parts).get('b,y');
		expect(value?.step).toBeGreaterThanOrEqual(15);
	});

	test('hold nothing beyond the bound of one unit', () => {
		const capped = capContributions(
			[
				{ unit: 1, values: ['a'], amount: 300 },
				{ unit: 1, values: ['b'], amount: 100 },
				{ unit: 2, values: ['a'], amount: 40 }
			],
			100
		);
		expect(capped.map(({ amount }) => amount)).toEqual([75, 25, 40]);
	});

	test('of heavy tails give no unit away to any other', () => {
		const heavy = fc.double({ min: 0, max: 1, noNaN: true }).map((u) => (1 - u * 0.999) ** -1.2);
		const unit = fc.record({
			cells: fc.subarray(inside(grid, '*,*'), { minLength: 1, maxLength: 3 }),
			amount: heavy
		});
		fc.assert(
			fc.property(fc.array(unit, { minLength: 12, maxLength: 70 }), (units) => {
				const parts = units.flatMap(({ cells, amount }, index) =>
					cells.map((cell, at) => ({ unit: index, cell, amount: amount / (1 + at) }))
				);
				expect(attack(grid, parts, protect(grid, parts))).toEqual([]);
			}),
			{ numRuns: 25 }
		);
	});
});
