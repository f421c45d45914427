// What the public side can know: the published releases, read through one small type.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { datasets as allDatasets } from '../../datasets/registry.ts';
import { granularities, periodsBetween, type Granularity } from '../../schema/period.ts';
import type { Dataset, Note } from '../../schema/dataset.ts';
import type { PublishedCell } from '../../schema/cell.ts';
import type { Manifest } from '../../schema/release.ts';
import type { TableView } from '../../schema/table-view.ts';
import { Log } from '../log/log.ts';
import { toLiteral } from '../sql-literal.ts';
import { toCatalogEntry, type Catalog, type CatalogEntry } from './catalog.ts';
import { breaksOf } from './breaks.ts';
import { openReader } from './database.ts';
import { absent } from './folder.ts';
import { ManifestReader, type PublishedRelease } from './manifests.ts';
import { NoteReader } from './notes.ts';
import { readCells } from './read-cells.ts';
import { toTableView } from './table-view.ts';
import { ViewCache, type ViewRecipe } from './view-cache.ts';

/** A table and the range of periods asked for; `from` and `to` are period ids, both included. */
export interface TableQuery {
	readonly dataset: string;
	readonly table: string;
	readonly granularity: Granularity;
	readonly from?: string | undefined;
	readonly to?: string | undefined;
}

const log = new Log('published');

/** Longest range in one answer: eleven years of weeks. */
const mostPeriods = 600;

const StoredRow = z.object({
	period: z.string(),
	categories: z.array(z.string()),
	value: z.number().nullable(),
	step: z.number().nullish()
});

/** Reads published releases and nothing else. */
export class PublishedStore {
	readonly #root: string;
	readonly #datasets: readonly Dataset[];
	readonly #manifests: ManifestReader;
	readonly #notes: NoteReader;
	readonly #views = new ViewCache((recipe) => this.#makeView(recipe));
	#connection: Promise<DuckDBConnection> | undefined;

	/**
	 * @param dataFolder folder in which `published/` lies or will lie
	 * @param datasets whose releases are read, in the order in which they are shown; all by default
	 */
	constructor(dataFolder: string, datasets: readonly Dataset[] = allDatasets) {
		this.#datasets = datasets;
		this.#root = resolve(dataFolder, 'published');
		this.#manifests = new ManifestReader(this.#root);
		this.#notes = new NoteReader(this.#root, (problem) => {
			log.warn(problem);
		});
	}

	/** What is there to ask for. */
	async readCatalog(): Promise<Catalog> {
		const entries = await Promise.all(this.#datasets.map((dataset) => this.#readEntry(dataset)));
		return { datasets: entries.filter((entry) => entry !== undefined) };
	}

	/**
	 * One table over a range; the whole published range without `from` and `to`. `undefined` when there is none.
	 * The same object again as long as nothing of it changes.
	 * @throws {RangeError} when the range holds more than 600 periods
	 */
	async readTable(query: TableQuery): Promise<TableView | undefined> {
		const dataset = this.#dataset(query.dataset);
		const all = dataset ? await this.#manifests.list(query.dataset, query.granularity) : [];
		const first = query.from ?? all[0]?.manifest.period;
		const last = query.to ?? all.at(-1)?.manifest.period;
		if (!dataset || first === undefined || last === undefined) return undefined;
		const periods = periodsBetween(first, last);
		if (periods.length > mostPeriods)
			throw new RangeError(`expected at most ${mostPeriods} periods`);
		const wanted = new Set(periods.map(({ id }) => id));
		const ofTable = all.filter(({ manifest }) =>
			manifest.tables.some(({ id }) => id === query.table)
		);
		const collected = new Set(ofTable);
		const releases = ofTable.filter(({ manifest }) => wanted.has(manifest.period));
		if (releases.length === 0) return undefined;
		const notes = [...dataset.notes, ...(await this.#notes.list(query.dataset))];
		return this.#views.read({
			dataset: { ...dataset, notes },
			table: query.table,
			periods,
			releases,
			breaks: breaksOf(notes, query.table, ofTable).filter((period) => wanted.has(period)),
			uncollected: all
				.filter((release) => wanted.has(release.manifest.period) && !collected.has(release))
				.map(({ manifest }) => manifest.period)
		});
	}

	async #makeView(recipe: ViewRecipe): Promise<TableView> {
		const { dataset, table, periods, releases, breaks, uncollected } = recipe;
		const manifests = releases.map(({ manifest }) => manifest);
		const published = manifests.flatMap(({ tables }) => tables.filter(({ id }) => id === table));
		const stored = await this.#readCells(
			releases.map(({ folder }) => folder),
			table,
			published.some(({ measure }) => measure !== undefined)
		);
		return { ...toTableView(dataset, table, periods, manifests, stored), breaks, uncollected };
	}

	/** One whole release, or `undefined`. */
	async readRelease(
		dataset: string,
		granularity: Granularity,
		period: string
	): Promise<{ manifest: Manifest; cells: PublishedCell[] } | undefined> {
		const release = await this.#find(dataset, granularity, period);
		if (!release) return undefined;
		const file = join(release.folder, 'cells.parquet');
		const cells = await readCells(await this.#connect(), file);
		return { manifest: release.manifest, cells };
	}

	/** Names all that is published: another name once a release is added or replaced, or a note changes. */
	async readStamp(): Promise<string> {
		const stamps = this.#datasets.map(async ({ id }) =>
			Promise.all([
				...granularities.map((one) => this.#manifests.stamp(id, one)),
				this.#notes.list(id)
			])
		);
		return JSON.stringify(await Promise.all(stamps));
	}

	/** The dated notes that people added to a dataset, by id. */
	readNotes(dataset: string): Promise<Note[]> {
		return this.#notes.list(dataset);
	}

	/** What every release of a dataset says about itself, newest first, weeks before months. */
	async readManifests(dataset: string): Promise<Manifest[]> {
		if (!this.#dataset(dataset)) return [];
		const lists = await Promise.all(granularities.map((one) => this.#manifests.list(dataset, one)));
		return lists.flatMap((list) => list.map(({ manifest }) => manifest).reverse());
	}

	/** The certificate of a release as it was written, or `undefined`; the first releases had none. */
	async readCertificate(
		dataset: string,
		granularity: Granularity,
		period: string
	): Promise<string | undefined> {
		const release = await this.#find(dataset, granularity, period);
		return release && readFile(join(release.folder, 'certificate.json'), 'utf8').catch(absent);
	}

	async #find(
		dataset: string,
		granularity: Granularity,
		period: string
	): Promise<PublishedRelease | undefined> {
		const releases = this.#dataset(dataset) ? await this.#manifests.list(dataset, granularity) : [];
		return releases.find(({ manifest }) => manifest.period === period);
	}

	async #readEntry(dataset: Dataset): Promise<CatalogEntry | undefined> {
		const lists = await Promise.all(
			granularities.map((one) => this.#manifests.list(dataset.id, one))
		);
		return toCatalogEntry(dataset, lists[0] ?? [], lists[1] ?? []);
	}

	#dataset(id: string): Dataset | undefined {
		return this.#datasets.find((dataset) => dataset.id === id);
	}

	async #readCells(folders: readonly string[], table: string, hasSteps: boolean) {
		const connection = await this.#connect();
		const files = folders.map((folder) => toLiteral(join(folder, 'cells.parquet')));
		const reader = await connection.runAndReadAll(
			`SELECT parse_path(filename)[-2] AS period, COLUMNS(name -> name IN ('categories', 'value', 'step')) FROM read_parquet([${files.join(',')}], filename = true, union_by_name = ${hasSteps}) WHERE "table" = $table`,
			{ table }
		);
		return z.array(StoredRow).parse(reader.getRowObjectsJS());
	}

	#connect(): Promise<DuckDBConnection> {
		this.#connection ??= openReader(this.#root);
		return this.#connection;
	}
}
