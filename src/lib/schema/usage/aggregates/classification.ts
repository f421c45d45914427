// By what the aggregated rows of a dataset are classified: the dimensions of each of its tables, and all margins of it.
import { rest } from '../../cell.ts';
import type { Dataset, Dimension } from '../../dataset.ts';
import type { SumDefinition } from '../../sum.ts';

/** One way to classify rows: the dimensions without `*`, in the order of the dataset, and the sums that its rows need. */
export interface Classification {
	readonly dimensions: readonly string[];
	readonly sums: readonly SumDefinition[];
}

/** Dimensions of a dataset by which rows are classified: those of its tables, but for the answers to a set. */
export function classifyingDimensions({ dimensions, tables }: Dataset): Dimension[] {
	const used = new Set(tables.flatMap((table) => table.dimensions));
	return dimensions.filter(({ id, kind }) => used.has(id) && kind !== 'answer');
}

/** Whether rows of a dataset can be added up upstream: each value of a dimension is one of a code or version. */
export function canBeAggregated({ record, dimensions }: Dataset): boolean {
	const isPlain = ({ kind, column }: Dimension) =>
		kind !== 'band' && (kind !== 'answer' || column === 'answer');
	return record?.fields.every(({ kind }) => kind !== 'set') === true && dimensions.every(isPlain);
}

/** Names a classification: `version, error`; empty for that of all units together. */
export function nameOf(dimensions: readonly string[]): string {
	return dimensions.join(', ');
}

/** Every classification of which a week needs the rows, by name. */
export function classificationsOf(dataset: Dataset): ReadonlyMap<string, Classification> {
	const order = classifyingDimensions(dataset).map(({ id }) => id);
	const measured = new Map<string, { dimensions: readonly string[]; sums: Set<string> }>();
	for (const { dimensions, measure } of dataset.tables) {
		for (const some of subsetsOf(order.filter((id) => dimensions.includes(id)))) {
			const known = measured.get(nameOf(some)) ?? { dimensions: some, sums: new Set() };
			if (measure !== undefined) known.sums.add(measure);
			measured.set(nameOf(some), known);
		}
	}
	return new Map(
		[...measured].map(([name, { dimensions, sums }]) => [
			name,
			{ dimensions, sums: dataset.sums.filter(({ id }) => sums.has(id)) }
		])
	);
}

/** Codes that a row may have in a dimension of codes, `other` among them where values outside the list are counted. */
export function codesIn({ record }: Dataset, { codes, column }: Dimension): readonly string[] {
	const field = record?.fields.find(({ id }) => id === column);
	const isOpen = field?.kind === 'code' && !field.closed;
	return isOpen && !codes.includes(rest) ? [...codes, rest] : codes;
}

/** Whether the value of a unit may be unknown: null. A unit without a code of a set stands in no row of the set. */
export function isUnknownAllowed({ record }: Dataset, { kind, column }: Dimension): boolean {
	return kind !== 'set' && record?.fields.find(({ id }) => id === column)?.optional === true;
}

/** All selections of `items` in their order, that of none first. */
function subsetsOf(items: readonly string[]): string[][] {
	return items.reduce<string[][]>(
		(found, item) => [...found, ...found.map((some) => [...some, item])],
		[[]]
	);
}
