// From finest counts to a release: the whole method in one pipeline, without IO.
import type { PublishedCell } from '../schema/cell.ts';
import { dimensionOf, type Dataset } from '../schema/dataset.ts';
import { dueTime, type Period } from '../schema/period.ts';
import type { Policy } from '../schema/policy.ts';
import { minimumCount } from '../schema/policy.ts';
import { Release } from '../schema/release.ts';
import { audit } from './audit.ts';
import { nameCategories, type CategoryTree } from './category-tree.ts';
import { countCells, type RawCount } from './count-cells.ts';
import { DisclosureError } from './disclosure-error.ts';
import { protect } from './protect.ts';
import { toSystem } from './system.ts';

/** Name of the method; changes when figures made before and after do not compare. */
const method = '2026-11 naming, primary suppression, rounding, partners';

/** What a release is made of besides the counts. */
export interface ReleaseContext {
	readonly dataset: Dataset;
	readonly period: Period;
	readonly policy: Policy;
	/** Hours after the end of the period before it may be published. */
	readonly graceHours: number;
	readonly synthetic: boolean;
	/** Version of the product that makes the release. */
	readonly productVersion: string;
}

/**
 * Protects all tables of one period together and audits the result.
 *
 * @param rows finest counts per table id, as `countCells` wants them
 * @returns the release; with `withheld` and every cell hidden when the total may not be shown
 * @throws {DisclosureError} `audit-failed` when the published numbers would give too much away
 */
export function makeRelease(
	context: ReleaseContext,
	rows: ReadonlyMap<string, readonly RawCount[]>
): Release {
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
	const values = protect(system, countCells(system, tables, trees, rows), policy);
	const withheld = values[0] === null;
	const findings = withheld ? [] : audit(system, values, policy);
	if (findings.length > 0) {
		throw new DisclosureError(
			'audit-failed',
			findings.map(({ index }) => system.keys[index] ?? '')
		);
	}
	const cells = system.places.map(({ table, categories, cell }): PublishedCell => {
		const value = values[cell] ?? null;
		const status = value === null ? 'hidden' : 'published';
		return { table, categories: [...categories], measure: dataset.measure, value, status };
	});
	return Release.parse({
		manifest: {
			format: 1,
			dataset: dataset.id,
			unit: dataset.unit,
			measure: dataset.measure,
			granularity: period.granularity,
			period: period.id,
			start: period.start,
			end: period.end,
			due: new Date(dueTime(period, context.graceHours)).toISOString(),
			synthetic: context.synthetic,
			withheld,
			policy,
			dimensions,
			tables,
			versions: { murmuration: context.productVersion, method },
			audit: {
				cells: values.length,
				hidden: values.filter((value) => value === null).length,
				lines: system.lines.length,
				method: 'interval-propagation'
			}
		},
		cells
	});
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
