import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { capContributions } from '../../../src/lib/disclosure/sums/divisions/contributions.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { inside, type Grid } from './attack.ts';
import { attack, protect, type Part } from './sums-of-grid.ts';

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
