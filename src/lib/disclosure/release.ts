// From finest counts to a release: the whole method in one pipeline, without IO.
import type { PublishedCell } from '../schema/cell.ts';
import type { Certificate } from '../schema/proof/certificate.ts';
import { dimensionOf, type Dataset } from '../schema/dataset.ts';
import { dueTime, type Period } from '../schema/period.ts';
import type { Policy } from '../schema/policy.ts';
import { minimumCount } from '../schema/policy.ts';
import { Release } from '../schema/release.ts';
import { auditRelease } from './auditor/audit-release.ts';
import { nameCategories, type CategoryTree } from './category-tree.ts';
import { countCells, type RawCount } from './count-cells.ts';
import type { Interval } from './interval.ts';
import type { Solver } from './linear/solver.ts';
import { protectTables } from './secondary/protect-tables.ts';
import { toSystem } from './system.ts';

/** Name of the method; changes when figures made before and after do not compare. */
const method = '2026-11 naming, primary suppression, rounding, secondary suppression by worlds';

/** What a release is made of besides the counts. */
export interface ReleaseContext {
	readonly dataset: Dataset;
	readonly period: Period;
	readonly policy: Policy;
	/** Hours after the end of the period before it may be published. */
	readonly graceHours: number;
	readonly synthetic: boolean;
	/** What releases of other granularity say about the number of all units; anything by default. */
	readonly total?: Interval | undefined;
	/** Version of the product that makes the release. */
	readonly productVersion: string;
}

/** A release and the proof that it gives nothing away. */
export interface ProvenRelease {
	readonly release: Release;
	readonly certificate: Certificate;
}

/**
 * Protects all tables of one period together, and proves from the result alone that it keeps requirement R.
 *
 * @param rows finest counts per table id, as `countCells` wants them
 * @returns the release with its certificate; with `withheld` and every cell hidden when the total may not be shown
 * @throws {DisclosureError} when the counts can't be protected, or the published numbers would give too much away
 */
export function makeRelease(
	solver: Solver,
	context: ReleaseContext,
	rows: ReadonlyMap<string, readonly RawCount[]>
): ProvenRelease {
	const { dataset, period, policy } = context;
	const trees = nameAll(dataset, rows, minimumCount(policy));
	const dimensions = [...trees.values()].map(({ id, title, additive, categories }) => ({
		id,
		title,
		additive,
		categories
	}));
	const tables = dataset.tables.map(({ id, title, dimensions: axes }) => ({
		id,
		title,
		dimensions: axes
	}));
	const system = toSystem(tables, dimensions);
	const counts = countCells(system, tables, trees, rows);
	const values = protectTables(
		solver,
		{ system, tables, dimensions, counts },
		policy,
		context.total
	);
	const cells = system.places.map(({ table, categories, cell }): PublishedCell => {
		const value = values[cell] ?? null;
		const status = value === null ? 'hidden' : 'published';
		return { table, categories: [...categories], measure: dataset.measure, value, status };
	});
	const manifest = {
		format: 1 as const,
		dataset: dataset.id,
		unit: dataset.unit,
		measure: dataset.measure,
		granularity: period.granularity,
		period: period.id,
		start: period.start,
		end: period.end,
		due: new Date(dueTime(period, context.graceHours)).toISOString(),
		synthetic: context.synthetic,
		withheld: values[0] === null,
		policy,
		dimensions,
		tables,
		versions: { murmuration: context.productVersion, method },
		audit: {
			cells: values.length,
			hidden: values.filter((value) => value === null).length,
			lines: system.lines.length,
			worlds: 0
		}
	};
	const certificate = auditRelease(solver, { manifest, cells }, context.total);
	const audit = { ...manifest.audit, worlds: certificate.worlds.length };
	return { release: Release.parse({ manifest: { ...manifest, audit }, cells }), certificate };
}

/** Names the categories of every dimension by its totals, which every table that has the dimension agrees on. */
function nameAll(
	dataset: Dataset,
	rows: ReadonlyMap<string, readonly RawCount[]>,
	minimum: number
): Map<string, CategoryTree> {
	const trees = new Map<string, CategoryTree>();
	for (const table of dataset.tables) {
		for (const [position, id] of table.dimensions.entries()) {
			if (trees.has(id)) continue;
			const totals = new Map<string | null, number>();
			for (const { values, count } of rows.get(table.id) ?? []) {
				const raw = values[position] ?? null;
				totals.set(raw, (totals.get(raw) ?? 0) + count);
			}
			trees.set(id, nameCategories(dimensionOf(dataset, id), totals, minimum));
		}
	}
	return trees;
}
