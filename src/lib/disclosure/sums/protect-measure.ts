// One measure of a release: from what each unit adds to cells that may be published, and the proof.
import type { PublishedCell } from '../../schema/cell.ts';
import { dimensionOf, type Dataset } from '../../schema/dataset.ts';
import { minimumCount, type Policy } from '../../schema/policy.ts';
import type { CertifiedSum } from '../../schema/proof/certificate.ts';
import type { PublishedDimension, PublishedTable } from '../../schema/release.ts';
import type { PublishedSum } from '../../schema/sum.ts';
import { nameCategories, type CategoryTree } from '../category-tree.ts';
import { DisclosureError } from '../disclosure-error.ts';
import type { Solver } from '../linear/solver.ts';
import { auditSums } from './audit-sums.ts';
import { toDivisions, type Amounts } from './divisions/amounts.ts';
import type { RoundedSum } from './dominance.ts';
import { boundsWith, emptyCells, toMeasureModel, type MeasureModel } from './measure-model.ts';
import { nothing, protectSums } from './protect-sums.ts';

/** The counts of the same release, protected, and the worlds of their certificate. */
export interface ProtectedCounts {
	readonly tables: readonly PublishedTable[];
	readonly dimensions: readonly PublishedDimension[];
	readonly trees: ReadonlyMap<string, CategoryTree>;
	/** Keys of the groups whose count is published. */
	readonly shown: ReadonlySet<string>;
	/** Units per key, one map for each world. */
	readonly worlds: readonly ReadonlyMap<string, number>[];
}

/** The cells of a measure, distinct ones and all places, and the proof that they give nothing away. */
export interface ProvenSum {
	readonly cells: readonly PublishedCell[];
	readonly distinct: number;
	readonly hidden: number;
	readonly lines: number;
	readonly certified: CertifiedSum;
}

/**
 * Categories of the dimensions that only sums have: sets, whose codes are named always.
 *
 * @throws {RangeError} when such a dimension is no set, as its names would need counts of their own
 */
export function nameSets(
	dataset: Dataset,
	tables: readonly PublishedTable[],
	named: ReadonlyMap<string, CategoryTree>
): Map<string, CategoryTree> {
	const ids = new Set(tables.flatMap(({ dimensions }) => dimensions));
	const unnamed = [...ids].filter((id) => !named.has(id)).map((id) => dimensionOf(dataset, id));
	return new Map(
		unnamed.map((dimension) => {
			if (dimension.kind !== 'set') throw new RangeError(`no table counts ${dimension.id}`);
			return [dimension.id, nameCategories(dimension, new Map(), 1)];
		})
	);
}

/**
 * Caps, sums and protects all tables of one measure, and proves it from the result. Where no choice of hidden sums can
 * be proved, all of them are hidden.
 *
 * @param tables of the measure, at least one
 * @throws {DisclosureError} `solver-failed`
 */
export function protectMeasure(
	solver: Solver,
	sum: PublishedSum,
	tables: readonly PublishedTable[],
	amounts: Amounts,
	counts: ProtectedCounts,
	policy: Policy
): ProvenSum {
	const measured = toMeasureModel(tables, counts.dimensions, counts.tables, sum);
	const { system, countKeys } = measured;
	const divisions = toDivisions(amounts, system, tables, counts.trees, sum.most);
	const isShown = (cell: number) => (countKeys[cell] ?? []).every((key) => counts.shown.has(key));
	const minimum = minimumCount(policy);
	const isLarge = (cell: number) =>
		(countKeys[cell] ?? []).every((key) =>
			counts.worlds.every((units) => (units.get(key) ?? 0) >= minimum)
		);
	const worlds = counts.worlds.map((units) => boundsWith(measured, units));
	const terms = { measure: sum.id, dominance: policy.dominance };
	const prove = (values: readonly (RoundedSum | undefined)[]) => ({
		values,
		certified: auditSums(solver, measured, values, counts.worlds, terms)
	});
	const { values, certified } = (() => {
		try {
			return prove(
				protectSums(solver, { ...measured, divisions }, policy, { isShown, isLarge, worlds })
			);
		} catch (error) {
			if (!(error instanceof DisclosureError) || error.code === 'solver-failed') throw error;
			const empty = new Set(emptyCells(measured));
			return prove(system.keys.map((_, cell) => (empty.has(cell) ? nothing : undefined)));
		}
	})();
	return {
		cells: toCells(sum.id, measured, values),
		distinct: values.length,
		hidden: values.filter((value) => value === undefined).length,
		lines: system.lines.length,
		certified
	};
}

/** All cells of a measure without a number, for a release that shows none. */
export function hideMeasure(
	sum: PublishedSum,
	tables: readonly PublishedTable[],
	dimensions: readonly PublishedDimension[]
): PublishedCell[] {
	return toCells(sum.id, toMeasureModel(tables, dimensions, [], sum), []);
}

function toCells(
	measure: string,
	{ system }: MeasureModel,
	values: readonly (RoundedSum | undefined)[]
): PublishedCell[] {
	return system.places.map(({ table, categories, cell }) => {
		const sum = values[cell];
		const place = { table, categories: [...categories], measure };
		if (!sum) return { ...place, value: null, status: 'hidden' };
		return { ...place, value: sum.value, status: 'published', ...(sum.step && { step: sum.step }) };
	});
}
