// The auditor of sums: from what is published alone, worlds that show that hidden sums stay open.
import type { CertifiedSum } from '../../schema/proof/certificate.ts';
import { DisclosureError } from '../disclosure-error.ts';
import type { Solver } from '../linear/solver.ts';
import { sumInterval, type RoundedSum } from './dominance.ts';
import { boundsWith, emptyCells, type CellBounds, type MeasureModel } from './measure-model.ts';
import { SumWorlds, type SumWorld } from './sum-worlds.ts';

/** What is published about a measure besides its cells. */
export interface SumTerms {
	readonly measure: string;
	/** p of the p % rule. */
	readonly dominance: number;
}

/** Amounts that go with one world of the counts. */
interface Found {
	readonly of: number;
	readonly amounts: SumWorld;
}

/** What the largest published sum is scaled to, so that the solver's tolerance means the same for every measure. */
const scaledLargest = 10_000;

/** Digits of a certified amount: many more than its sums are compared with. */
const digits = 10;

/**
 * Proves from the published numbers that sums tell of no group that the counts keep open: to every world of the counts
 * it finds amounts that agree with every published sum, nothing where the world has nobody, and no more for each unit
 * than it can add.
 *
 * Beside that it shows of as many hidden sums as it can that they come to so little and to so much that no number is
 * within `dominance` per cent of both. A sum that is hidden for the sake of others only may be known better.
 *
 * @param values one published sum per cell of the system, `undefined` where hidden
 * @param counts units per key of the counts, for each world of their certificate
 * @throws {DisclosureError} `audit-failed` with the first world of the counts that has no amounts; `solver-failed`
 */
export function auditSums(
	solver: Solver,
	measured: MeasureModel,
	values: readonly (RoundedSum | undefined)[],
	counts: readonly ReadonlyMap<string, number>[],
	{ measure, dominance }: SumTerms
): CertifiedSum {
	const largest = Math.max(1, ...values.map((value) => value?.value ?? 0));
	const scale = scaledLargest / largest;
	const shown = values.flatMap((value, cell) => {
		if (!value || value.value === 0) return [];
		const { low, high } = sumInterval(value);
		return [{ cell, low: low * scale, high: high * scale, price: 1 }];
	});
	const bounds = counts.map((units) => boundsWith(measured, units, scale));
	const hidden = values.flatMap((value, cell) => (value ? [] : [cell]));
	const search = new SumWorlds(solver, measured.model, shown, emptyCells(measured));
	try {
		const found = spread(search, hidden, bounds, dominance, (name) => {
			throw new DisclosureError('audit-failed', [`${measure}, ${name}`]);
		});
		const kept = cover(hidden, found, dominance);
		return {
			measure,
			parts: measured.model.parts.map(({ axes }) => axes.map(({ id }) => id)),
			worlds: kept.map(({ of, amounts }) => ({
				of,
				amounts: measured.model.parts.map(({ atoms }) =>
					atoms.flatMap((cell, position) => {
						const amount = Number(((amounts[cell] ?? 0) / scale).toPrecision(digits));
						return amount > 0 ? [position, amount] : [];
					})
				)
			}))
		};
	} finally {
		search.dispose();
	}
}

/** Worlds for all counts, with as little and as much as there can be in hidden cells together, then in single ones. */
function spread(
	search: SumWorlds,
	hidden: readonly number[],
	bounds: readonly CellBounds[],
	dominance: number,
	fail: (name: string) => never
): Found[] {
	const found: Found[] = [];
	const look = (cells: readonly number[], end: 'least' | 'most', of: number) => {
		const amounts = search.extreme(cells, end, bounds[of]);
		if (!amounts) return fail(`world ${of} of the counts`);
		found.push({ of, amounts });
	};
	for (const of of bounds.keys()) {
		look(hidden, 'least', of);
		if (hidden.length > 0) look(hidden, 'most', of);
	}
	for (const cell of hidden) {
		if (isOpen(cell, found, dominance)) continue;
		const widest = [...bounds.keys()].sort(
			(a, b) => (bounds[b]?.ceilings.get(cell) ?? 0) - (bounds[a]?.ceilings.get(cell) ?? 0)
		);
		look([cell], 'most', widest[0] ?? 0);
		look([cell], 'least', widest.at(-1) ?? 0);
	}
	return found;
}

/** Whether no number is within `dominance` per cent of all that a cell comes to. */
function isOpen(cell: number, found: readonly Found[], dominance: number): boolean {
	const amounts = found.map((world) => world.amounts[cell] ?? 0);
	const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
	return high > 0 && low * (100 + dominance) <= high * (100 - dominance);
}

/** Of the worlds found the first for each of the counts, and those between which hidden cells are open. */
function cover(hidden: readonly number[], found: readonly Found[], dominance: number): Found[] {
	const first = new Map(found.toReversed().map((world) => [world.of, world]));
	const kept = new Set(first.values());
	for (const cell of hidden) {
		if (!isOpen(cell, found, dominance) || isOpen(cell, [...kept], dominance)) continue;
		const sorted = [...found].sort((a, b) => (a.amounts[cell] ?? 0) - (b.amounts[cell] ?? 0));
		for (const world of [sorted[0], sorted.at(-1)]) if (world) kept.add(world);
	}
	return found.filter((world) => kept.has(world));
}
