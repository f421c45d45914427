// The sums of a release as anyone reads them over HTTP, as sums of unknown finest amounts.
import type { ReadDimension } from '../attacker/published.ts';

interface SumCell {
	readonly table: string;
	readonly categories: readonly string[];
	readonly value: number | null;
	readonly step?: number;
}

interface SumRelease {
	readonly manifest: {
		readonly dimensions: readonly ReadDimension[];
		readonly tables: readonly {
			readonly id: string;
			readonly dimensions: readonly string[];
			readonly depth?: Readonly<Record<string, number>>;
			readonly measure?: string;
		}[];
	};
	readonly cells: readonly SumCell[];
}

/** One cell of a table of sums: the finest amounts that it adds up, and what it may be where it is shown. */
export interface ReadSum {
	readonly name: string;
	readonly table: string;
	readonly codes: readonly string[];
	readonly leaves: readonly number[];
	readonly shown: { readonly low: number; readonly high: number } | undefined;
}

/** A table of sums. `leaves` are its finest places by their codes. */
export interface ReadTable {
	readonly id: string;
	readonly dimensions: readonly ReadDimension[];
	readonly leaves: ReadonlyMap<string, number>;
}

/** All tables of one measure. A total that several tables have is the same number in each. */
export interface ReadMeasure {
	readonly measure: string;
	readonly columns: number;
	readonly tables: readonly ReadTable[];
	readonly sums: readonly ReadSum[];
	/** Sums of columns that are equal: all of one table, all of another. */
	readonly ties: readonly (readonly [readonly number[], readonly number[]])[];
}

/** Reads every measure of a release. */
export async function readSums(
	origin: string,
	period: string,
	dataset: string
): Promise<ReadMeasure[]> {
	const response = await fetch(`${origin}/api/v1/releases/${dataset}/${period}`);
	if (!response.ok) throw new Error(`${period}: the server answered ${response.status}`);
	const { manifest, cells } = (await response.json()) as SumRelease;
	const measures = [...new Set(manifest.tables.flatMap(({ measure }) => measure ?? []))];
	return measures.map((measure) => toMeasure(measure, manifest, cells));
}

function toMeasure(
	measure: string,
	{ tables: all, dimensions: known }: SumRelease['manifest'],
	cells: readonly SumCell[]
): ReadMeasure {
	let columns = 0;
	const tables = all
		.filter((table) => table.measure === measure)
		.map(({ id, dimensions: ids, depth = {} }): ReadTable => {
			const dimensions = ids.flatMap((axis) =>
				known.filter((one) => one.id === axis).map((one) => cut(one, depth[axis] ?? Infinity))
			);
			const places = cross(dimensions.map(leavesOf));
			const leaves = new Map(places.map((codes) => [codes.join('|'), columns++]));
			return { id, dimensions, leaves };
		});
	const sums = tables.flatMap(({ id, dimensions, leaves }) =>
		cells
			.filter(({ table }) => table === id)
			.map(({ categories, value, step = 0 }): ReadSum => {
				const below = dimensions.map((dimension, at) => under(dimension, categories[at] ?? '*'));
				return {
					name: `${id}: ${categories.join(', ')}`,
					table: id,
					codes: categories,
					leaves: cross(below).map((codes) => leaves.get(codes.join('|')) ?? -1),
					shown:
						value === null
							? undefined
							: { low: Math.max(0, value - step / 2), high: value + step / 2 }
				};
			})
	);
	const [first, ...others] = tables.map(({ leaves }) => [...leaves.values()]);
	return {
		measure,
		columns,
		tables,
		sums,
		ties: others.map((other) => [first ?? [], other] as const)
	};
}

function cut(dimension: ReadDimension, depth: number): ReadDimension {
	const levelOf = (code: string): number => {
		const parent = dimension.categories.find((one) => one.code === code)?.parent;
		return parent === undefined ? 0 : 1 + levelOf(parent);
	};
	return {
		...dimension,
		categories: dimension.categories.filter(({ code }) => levelOf(code) <= depth)
	};
}

function leavesOf({ categories }: ReadDimension): string[] {
	return categories
		.map(({ code }) => code)
		.filter((code) => !categories.some(({ parent }) => parent === code));
}

/** Finest categories inside one. */
function under(dimension: ReadDimension, code: string): string[] {
	if (code === '*') return leavesOf(dimension);
	const children = dimension.categories.filter(({ parent }) => parent === code);
	return children.length === 0 ? [code] : children.flatMap((child) => under(dimension, child.code));
}

function cross(lists: readonly (readonly string[])[]): string[][] {
	return lists.reduce<string[][]>(
		(rows, list) => rows.flatMap((row) => list.map((code) => [...row, code])),
		[[]]
	);
}
