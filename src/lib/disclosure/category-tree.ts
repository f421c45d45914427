// Rule 1, categories first: which names may be published, and where the others are counted.
import { rest } from '../schema/cell.ts';
import { compareCategories, type Dimension } from '../schema/dataset.ts';
import type { Category, PublishedDimension } from '../schema/release.ts';
import { parseVersion, versionPath } from '../schema/version.ts';

const unknown = 'unknown';

/** A dimension's publishable categories of one period, and the way from a raw value to its leaf among them. */
export interface CategoryTree extends PublishedDimension {
	/** Code of the finest published category in which `raw` is counted. */
	leafOf(raw: string | null): string;
}

/**
 * Reduces a raw value to its safe category path, widest first, before any name is decided.
 *
 * Exact text never survives: versions become `major.minor.patch` and a flag, other versions their major,
 * values outside a closed list `unknown` where the list has it, else the rest.
 */
export function toCategoryPath(dimension: Dimension, raw: string | null): readonly string[] {
	const text = raw ?? '';
	switch (dimension.kind) {
		case 'version': {
			const version = parseVersion(text);
			return version ? versionPath(version) : [unknown];
		}
		case 'major':
			return [/(?<![0-9.])v?([0-9]{1,3})(?=[.]|$|[^0-9])/.exec(text)?.[1] ?? unknown];
		default:
			if (dimension.codes.length === 0 || dimension.codes.includes(text)) return [text];
			return [dimension.codes.includes(unknown) ? unknown : rest];
	}
}

/**
 * Decides which categories of a dimension are named: those whose total in the period is at least `minimum`.
 * Smaller ones are merged into the rest under the same parent, which is always there, so that its presence
 * says nothing, unless a closed list is named in full; a parent none of whose children may be named keeps no children. Answers and the codes of a
 * set are named always, as they are questions and not findings.
 *
 * @param totals count per raw value, each unit once
 * @param minimum smallest count that may be shown (≥ 1)
 * @param merged categories that go into the rest although they are large enough, see name-dimension.ts
 */
export function nameCategories(
	dimension: Dimension,
	totals: ReadonlyMap<string | null, number>,
	minimum: number,
	merged: ReadonlySet<string> = new Set()
): CategoryTree {
	const { id, title, kind } = dimension;
	if (kind === 'answer' || kind === 'set') {
		const codes = kind === 'answer' ? ['yes', 'no'] : dimension.codes;
		const categories = codes.map((code) => ({ code, parent: '*' }));
		const additive = kind === 'answer';
		return { id, title, additive, categories, leafOf: (raw) => raw ?? 'no' };
	}
	const counts = countPaths(dimension, totals);
	const isNamed = (code: string, count: number) => count >= minimum && !merged.has(code);
	const all = nameChildren('*', counts, isNamed, compareCategories(dimension));
	const categories = isComplete(dimension, all) ? all.filter(({ code }) => code !== rest) : all;
	const named = new Set(categories.map(({ code }) => code));
	const leafOf = (raw: string | null) => {
		let parent = '*';
		for (const code of toCategoryPath(dimension, raw)) {
			if (!named.has(code) || code === rest)
				return named.has(restOf(parent)) ? restOf(parent) : parent;
			parent = code;
		}
		return parent;
	};
	return { id, title, additive: true, categories, leafOf };
}

/**
 * Whether every value that can occur has a name of its own. Then everybody knows that the rest is empty, so there
 * is none.
 */
function isComplete({ kind, codes, closed }: Dimension, categories: readonly Category[]): boolean {
	const isClosed = closed || kind === 'band' || codes.includes(unknown);
	return isClosed && codes.every((code) => categories.some((category) => category.code === code));
}

/** Code of the merged rest under `parent`: `other` at the top, `2.1 other` below. */
function restOf(parent: string): string {
	return parent === '*' ? rest : `${parent} ${rest}`;
}

type PathCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Totals by parent and code along every path. */
function countPaths(dimension: Dimension, totals: ReadonlyMap<string | null, number>): PathCounts {
	const counts = new Map<string, Map<string, number>>();
	for (const [raw, count] of totals) {
		let parent = '*';
		for (const code of toCategoryPath(dimension, raw)) {
			const siblings = counts.get(parent) ?? new Map<string, number>();
			siblings.set(code, (siblings.get(code) ?? 0) + count);
			counts.set(parent, siblings);
			parent = code;
		}
	}
	return counts;
}

function nameChildren(
	parent: string,
	counts: PathCounts,
	isNamed: (code: string, count: number) => boolean,
	order: (a: string, b: string) => number
): Category[] {
	const named = [...(counts.get(parent) ?? [])]
		.filter(([code, count]) => code !== rest && isNamed(code, count))
		.map(([code]) => code)
		.sort(order);
	if (named.length === 0 && parent !== '*') return [];
	return [
		...named.flatMap((code) => [{ code, parent }, ...nameChildren(code, counts, isNamed, order)]),
		{ code: restOf(parent), parent }
	];
}
