// Sums join a release whose counts are protected and proved: each measure against the worlds of those counts.
import type { PublishedCell } from '../../schema/cell.ts';
import type { Dataset } from '../../schema/dataset.ts';
import type { Certificate } from '../../schema/proof/certificate.ts';
import { releaseDigest } from '../../schema/proof/digest.ts';
import { tablesOf, type Manifest, type PublishedTable } from '../../schema/release.ts';
import type { PublishedSum, SumDefinition } from '../../schema/sum.ts';
import type { CategoryTree } from '../category-tree.ts';
import { toLinearModel } from '../linear/linear-model.ts';
import type { Solver } from '../linear/solver.ts';
import { groupKey, toSystem } from '../system.ts';
import { axesOf } from '../table-axes.ts';
import type { Amounts } from './divisions/amounts.ts';
import { countsIn } from './measure-model.ts';
import { hideMeasure, nameSets, protectMeasure, type ProtectedCounts } from './protect-measure.ts';

/** A release as far as it is made. */
export interface Draft {
	readonly manifest: Omit<Manifest, 'parts'>;
	readonly cells: readonly PublishedCell[];
	readonly certificate: Certificate;
}

/**
 * Adds the tables of all sums of a dataset, with what proves them, to a release of its counts. In months nothing is
 * added: the last report of a month is that of one of its weeks, so both sums together would tell of the others.
 *
 * @param counted the counts, proved, and how their categories were named
 * @param amounts what units add to the tables of sums
 * @throws {DisclosureError} `solver-failed`
 */
export function addSums(
	solver: Solver,
	dataset: Dataset,
	counted: Draft & { readonly trees: ReadonlyMap<string, CategoryTree> },
	amounts: Amounts
): Draft {
	const { manifest, cells, certificate } = counted;
	const summing = dataset.tables.filter(({ measure }) => measure !== undefined);
	if (summing.length === 0 || manifest.granularity !== 'week') return counted;
	const sets = nameSets(dataset, summing, counted.trees);
	const dimensions = [
		...manifest.dimensions,
		...[...sets.values()].map(({ id, title, additive, categories }) => ({
			id,
			title,
			additive,
			categories
		}))
	];
	const tables: PublishedTable[] = [...manifest.tables, ...summing];
	const sums = dataset.sums
		.filter((sum) => tablesOf(summing, sum).length > 0)
		.map((sum) => toPublished(dataset, sum));
	const whole = { ...manifest, dimensions, tables, sums };
	if (manifest.withheld) {
		const hidden = sums.flatMap((sum) => hideMeasure(sum, tablesOf(summing, sum), dimensions));
		return seal({ manifest: whole, cells: [...cells, ...hidden], certificate });
	}
	const counts: ProtectedCounts = {
		tables: manifest.tables,
		dimensions,
		trees: new Map([...counted.trees, ...sets]),
		...whatCountsSay(counted)
	};
	const proven = sums.map((sum) =>
		protectMeasure(solver, sum, tablesOf(summing, sum), amounts, counts, manifest.policy)
	);
	const total = (of: 'distinct' | 'hidden' | 'lines') =>
		proven.reduce((all, one) => all + one[of], 0);
	const audit = {
		...manifest.audit,
		cells: manifest.audit.cells + total('distinct'),
		hidden: manifest.audit.hidden + total('hidden'),
		lines: manifest.audit.lines + total('lines')
	};
	return seal({
		manifest: { ...whole, audit },
		cells: [...cells, ...proven.flatMap((one) => one.cells)],
		certificate: { ...certificate, sums: proven.map(({ certified }) => certified) }
	});
}

/** The groups whose number is published, and how many units each certified world has in every group. */
function whatCountsSay({ manifest, cells, certificate }: Draft) {
	const system = toSystem(manifest.tables, manifest.dimensions);
	const model = toLinearModel(system, manifest.tables, manifest.dimensions);
	const axes = new Map(
		manifest.tables.map((table) => [table.id, axesOf(table, manifest.dimensions)])
	);
	const shown = cells.filter(({ status }) => status === 'published');
	return {
		shown: new Set(
			shown.map(({ table, categories }) => groupKey(axes.get(table) ?? [], categories))
		),
		worlds: certificate.worlds.map((world) => countsIn(model, world))
	};
}

function toPublished(
	{ dimensions }: Dataset,
	{ id, title, unit, most, column }: SumDefinition
): PublishedSum {
	const band = dimensions.find((one) => one.kind === 'band' && one.column === column);
	const bands = band && { dimension: band.id, codes: band.codes, bounds: band.bounds };
	return { id, title, unit, most, ...(bands && { bands }) };
}

/** Ties the certificate to all that the release says now. */
function seal(draft: Draft): Draft {
	const digest = releaseDigest(draft.manifest, draft.cells);
	return { ...draft, certificate: { ...draft.certificate, digest } };
}
