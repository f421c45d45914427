// The auditor of sums: from what is published alone, worlds that show that hidden sums stay open.
import { DisclosureError } from '../disclosure-error.ts';
import type { Solver } from '../linear/solver.ts';
import { sumInterval, type RoundedSum } from './dominance.ts';
import type { MeasureModel } from './measure-model.ts';
import { SumWorlds, type SumWorld } from './sum-worlds.ts';

/** An imaginary division of a measure that goes with one world of the counts. */
export interface CountedSums {
	/** Place of the world in the certificate of the counts. */
	readonly of: number;
	readonly amounts: SumWorld;
}

/** What is scaled to what, as in protect-sums.ts. */
const scaledLargest = 10_000;

/**
 * Proves from the published numbers that sums tell of no group that the counts keep open: to every world of the counts
 * it finds amounts that agree with every published sum, nothing where the world has nobody, and no more than `most` for
 * each unit.
 *
 * @param values one published sum per cell of the system, `undefined` where hidden
 * @param counts units per key of the counts, for each world of their certificate
 * @throws {DisclosureError} `audit-failed` with the first world of the counts that has no amounts; `solver-failed`
 */
export function auditSums(
	solver: Solver,
	{
		system,
		model,
		atoms,
		countKeys
	}: Pick<MeasureModel, 'system' | 'model' | 'atoms' | 'countKeys'>,
	values: readonly (RoundedSum | undefined)[],
	counts: readonly ReadonlyMap<string, number>[],
	{ most, name }: { readonly most: number; readonly name: string }
): CountedSums[] {
	const largest = Math.max(1, ...values.map((value) => value?.value ?? 0));
	const scale = scaledLargest / largest;
	const shown = values.flatMap((value, cell) => {
		if (!value) return [];
		const { low, high } = sumInterval(value);
		return [{ cell, low: low * scale, high: high * scale, price: 1 }];
	});
	const worlds = new SumWorlds(solver, model, shown);
	try {
		return counts.map((units, of) => {
			const ceilings = atoms.map(
				(cell) => [cell, (units.get(countKeys[cell] ?? '') ?? 0) * most * scale] as const
			);
			const found = worlds.find({ cells: [], low: 0, high: 0, ceilings: new Map(ceilings) }, false);
			if (!found) throw new DisclosureError('audit-failed', [`${name}, world ${of} of the counts`]);
			return { of, amounts: found.world.slice(0, system.keys.length).map((one) => one / scale) };
		});
	} finally {
		worlds.dispose();
	}
}
