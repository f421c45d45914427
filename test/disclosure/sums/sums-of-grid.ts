// Sums of a small grid: protected by the product, and attacked by every unit there is.
import type { CategoryTree } from '../../../src/lib/disclosure/category-tree.ts';
import { loadSolver } from '../../../src/lib/disclosure/linear/solver.ts';
import {
	Aggregates,
	type Aggregate
} from '../../../src/lib/disclosure/sums/divisions/aggregates.ts';
import { Contributions } from '../../../src/lib/disclosure/sums/divisions/contributions.ts';
import type { Divisions } from '../../../src/lib/disclosure/sums/divisions/divisions.ts';
import { sumInterval, type RoundedSum } from '../../../src/lib/disclosure/sums/dominance.ts';
import { toMeasureModel } from '../../../src/lib/disclosure/sums/measure-model.ts';
import { protectSums } from '../../../src/lib/disclosure/sums/protect-sums.ts';
import { groupKey, toSystem } from '../../../src/lib/disclosure/system.ts';
import { combinations } from '../../../src/lib/schema/cell.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { cellsOf, inside, known, type Grid } from './attack.ts';

const solver = await loadSolver();
export const policy = Policy.parse({});
const p = policy.dominance / 100;

/** One unit's part in a finest cell `row,column`. */
export interface Part {
	readonly unit: number;
	readonly cell: string;
	readonly amount: number;
}

/**
 * Protects the sums of a grid; counts are shown from k on, and in their worlds small cells may be empty.
 *
 * @param sets where there are any, nothing but aggregates is known: of these axes units may have several codes
 */
export function protect(
	grid: Grid,
	parts: readonly Part[],
	under: Policy = policy,
	sets?: readonly string[]
): Map<string, RoundedSum | undefined> {
	const tree = (id: string, codes: readonly string[]): CategoryTree => ({
		id,
		title: id,
		additive: sets?.includes(id) !== true,
		categories: codes.map((code) => ({ code, parent: '*' })),
		leafOf: (raw) => raw ?? ''
	});
	const trees = [tree('row', grid.rows), tree('column', grid.columns)];
	const tables = [{ id: 't', title: 't', dimensions: ['row', 'column'] }];
	const system = toSystem(
		tables,
		trees.map((one) => ({ ...one, additive: true }))
	);
	const named = new Map(trees.map((one) => [one.id, one]));
	const divisions: Divisions = sets
		? new Aggregates(system, tables, named, new Map([['t', aggregate(grid, parts, sets)]]))
		: new Contributions(
				system,
				tables,
				named,
				new Map([
					['t', parts.map(({ unit, cell, amount }) => ({ unit, values: cell.split(','), amount }))]
				])
			);
	const indexOf = (cell: string) =>
		system.keys.indexOf(
			groupKey(
				trees.map((one) => ({ ...one, additive: true })),
				cell.split(',')
			)
		);
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

/** How every finest cell divides, and for sets all of their codes together. */
function aggregate(grid: Grid, parts: readonly Part[], sets: readonly string[]): Aggregate[] {
	const codes = (axis: 'row' | 'column') => [
		...(sets.includes(axis) ? ['*'] : []),
		...(axis === 'row' ? grid.rows : grid.columns)
	];
	return combinations([codes('row'), codes('column')]).map((values) => {
		const amounts = divide(grid, parts, values.join(',')).map(([, amount]) => amount);
		return {
			values,
			total: amounts.reduce((sum, one) => sum + one, 0),
			contributors: amounts.length,
			largest: amounts[0] ?? 0,
			second: amounts[1] ?? 0
		};
	});
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
export function attack(
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
