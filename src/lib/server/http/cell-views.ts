// The published tables that bear on one cell: those of its period, and of longer periods that overlap it.
import type { Dataset } from '../../schema/dataset.ts';
import { parsePeriod, type Period } from '../../schema/period.ts';
import type { Manifest, SavedRelease } from '../../schema/release.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { PublishedStore } from '../published/published-store.ts';
import { toTableView } from '../published/table-view.ts';

/** The table of a cell over its period, and every table that may hold a number near it, each over one period. */
export interface CellViews {
	readonly view: TableView;
	readonly published: readonly TableView[];
}

/**
 * Reads what bears on the cells of `table` in `period`.
 *
 * @param manifests releases that have the table, newest first, weeks and months
 * @returns `undefined` when the period lies outside those that are published
 */
export async function readCellViews(
	store: PublishedStore,
	dataset: Dataset,
	table: string,
	manifests: readonly Manifest[],
	period: Period
): Promise<CellViews | undefined> {
	const siblings = manifests.filter(({ granularity }) => granularity === period.granularity);
	const [newest, oldest] = [siblings[0], siblings.at(-1)];
	if (!newest || !oldest || period.start < oldest.start || period.start > newest.start) {
		return undefined;
	}
	const own = siblings.find((manifest) => manifest.period === period.id);
	const others = siblings.filter((manifest) => manifest !== own).reverse();
	const longer = manifests.filter((manifest) => isLonger(manifest, period));
	const releases = await readReleases(store, [...(own ? [own] : []), ...longer]);
	const cells = releases.find(({ manifest }) => manifest.period === period.id)?.cells ?? [];
	const stored = cells.filter((cell) => cell.table === table);
	return {
		view: toTableView(
			dataset,
			table,
			[period],
			[...others, ...(own ? [own] : [])],
			stored.map((cell) => ({ ...cell, period: period.id }))
		),
		published: releases.flatMap((release) => toViews(dataset, release))
	};
}

function isLonger(manifest: Manifest, period: Period): boolean {
	return (
		period.granularity === 'week' &&
		manifest.granularity === 'month' &&
		manifest.start < period.end &&
		manifest.end > period.start
	);
}

async function readReleases(
	store: PublishedStore,
	manifests: readonly Manifest[]
): Promise<SavedRelease[]> {
	const releases = await Promise.all(
		manifests.map(({ dataset, granularity, period }) =>
			store.readRelease(dataset, granularity, period)
		)
	);
	return releases.filter((release) => release !== undefined);
}

/** Every table of a release as readers get it. */
function toViews(dataset: Dataset, { manifest, cells }: SavedRelease): TableView[] {
	const period = parsePeriod(manifest.period);
	return manifest.tables.map(({ id }) => {
		const stored = cells.filter(({ table }) => table === id);
		const ofPeriod = stored.map((cell) => ({ ...cell, period: period.id }));
		return toTableView(dataset, id, [period], [manifest], ofPeriod);
	});
}
