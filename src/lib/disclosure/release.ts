// From finest counts to a release: the whole method in one pipeline, without IO.
import type { PublishedCell } from '../schema/cell.ts';
import type { Certificate } from '../schema/proof/certificate.ts';
import type { Dataset } from '../schema/dataset.ts';
import { dueTime, type Period } from '../schema/period.ts';
import type { Policy } from '../schema/policy.ts';
import { Release } from '../schema/release.ts';
import { auditRelease } from './auditor/audit-release.ts';
import type { RawCount } from './count-cells.ts';
import type { KnownTotal } from './interval.ts';
import type { Solver } from './linear/solver.ts';
import { addSums } from './sums/add-sums.ts';
import { noAmounts, type Amounts } from './sums/divisions/amounts.ts';
import { isWithheld, protectDataset } from './protect-dataset.ts';

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
	readonly total?: KnownTotal | undefined;
	/** Version of the product that makes the release. */
	readonly productVersion: string;
}

/** A release and the proof that it gives nothing away. */
export interface ProvenRelease {
	readonly release: Release;
	readonly certificate: Certificate;
}

/**
 * Protects all tables of one period together, and proves from the result alone that it keeps requirement R, and that
 * its sums tell nothing beyond it.
 *
 * @param counts finest counts per id of a table that counts, as `countCells` wants them
 * @param amounts what units add to the tables of sums; nothing by default
 * @returns the release with its certificate; with `withheld` and every cell hidden when the total may not be shown
 * @throws {DisclosureError} when the counts can't be protected, or the published numbers would give too much away
 */
export function makeRelease(
	solver: Solver,
	context: ReleaseContext,
	counts: ReadonlyMap<string, readonly RawCount[]>,
	amounts: Amounts = noAmounts
): ProvenRelease {
	const { dataset, period, policy } = context;
	const tables = protectDataset(solver, dataset, counts, policy, context.total);
	const { system, values } = tables;
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
		withheld: isWithheld(tables, policy),
		policy,
		dimensions: [...tables.dimensions],
		tables: [...tables.tables],
		versions: { murmuration: context.productVersion, method },
		audit: {
			cells: values.length,
			hidden: values.filter((value) => value === null).length,
			lines: system.lines.length,
			worlds: 0
		}
	};
	const certificate = auditRelease(solver, { manifest, cells }, context.total);
	const counted = { manifest, cells, certificate, trees: tables.trees };
	const whole = addSums(solver, dataset, counted, amounts);
	const audit = { ...whole.manifest.audit, worlds: certificate.worlds.length };
	return {
		release: Release.parse({ manifest: { ...whole.manifest, audit }, cells: whole.cells }),
		certificate: whole.certificate
	};
}
