// The numbers that an aggregated row has of one sum, and whether they can be true together.
import type { Dataset } from '../../dataset.ts';
import type { Division } from '../../division.ts';
import type { Problem } from '../../problem.ts';
import type { SumDefinition } from '../../sum.ts';

type Numbers = Readonly<Record<string, string | number | null | undefined>>;

/** Amounts may be off by so much of themselves, since nobody adds up fractions exactly. */
const dust = 1e-6;

/**
 * Fields of a sum: what was added up, by the unit that adds most and the one after it, and, where that is known, by how
 * many that add more than nothing.
 */
export function fieldsOf({ id }: Pick<SumDefinition, 'id'>) {
	return {
		total: id,
		largest: `${id}_largest`,
		second: `${id}_second`,
		contributors: `${id}_contributors`
	} as const;
}

/** Whether a sum is of whole numbers. */
export function isWhole({ record }: Dataset, { column }: Pick<SumDefinition, 'column'>): boolean {
	return record?.fields.find(({ id }) => id === column)?.kind === 'count';
}

/** By how much two sums may differ that ought to be the same. */
export function toleranceOf(dataset: Dataset, sum: SumDefinition, size: number): number {
	return isWhole(dataset, sum) ? 0 : dust * Math.max(1, size);
}

/**
 * How the sum of a row divides. Without the number of those that add to it, they are as many as there must be at least.
 */
export function toDivision(sum: SumDefinition, row: Numbers): Division {
	const { total, largest, second, contributors } = numbersOf(sum, row);
	return { total, contributors: contributors ?? leastOf(total, largest, second), largest, second };
}

/** What is wrong with the numbers of a sum that the classification of a row needs; each a number from 0 already. */
export function sumProblems(dataset: Dataset, sum: SumDefinition, row: Numbers): Problem[] {
	const names = fieldsOf(sum);
	const units = Number(row['contributors']);
	const kind = isWhole(dataset, sum) ? 'a whole number' : 'a number';
	const missing = (['total', 'largest', 'second'] as const)
		.map((name) => names[name])
		.filter((field) => units > 0 && (row[field] ?? null) === null);
	if (missing.length > 0) {
		return missing.map((field) => ({ field, reason: `expected ${kind} from 0` }));
	}
	const { total, largest, second, contributors } = numbersOf(sum, row);
	const known = contributors ?? units;
	const slack = toleranceOf(dataset, sum, total);
	const smallest = isWhole(dataset, sum) ? 1 : 0;
	const most = known === 0 ? 0 : largest + (known - 1) * second;
	const least = leastOf(total, largest, second);
	const rules = [
		{
			field: names.largest,
			holds: largest <= sum.most,
			reason: `expected at most ${sum.most}, where what one unit adds in a week is cut off`
		},
		{
			field: names.second,
			holds: second <= largest,
			reason: `expected no more than ${names.largest}`
		},
		{
			field: names.contributors,
			holds: known <= units,
			reason: 'expected no more than contributors'
		},
		{
			field: names.total,
			holds: total + slack >= largest + second,
			reason: `expected no less than ${names.largest} and ${names.second} together`
		},
		{
			field: names.total,
			holds: total - slack <= most,
			reason: `expected no more than its units can add, none but one of them more than ${names.second}`
		},
		{
			field: names.contributors,
			holds:
				contributors === undefined ||
				(contributors >= least &&
					total + slack >= largest + second + Math.max(0, contributors - 2) * smallest),
			reason: 'expected as many as add more than nothing'
		}
	];
	return rules.filter(({ holds }) => !holds).map(({ field, reason }) => ({ field, reason }));
}

/** With fewer units the second largest of them would have to add more. */
function leastOf(total: number, largest: number, second: number): number {
	if (total === 0) return 0;
	if (second === 0) return 1;
	return 2 + Math.max(0, Math.ceil((total - largest - second) / second - dust));
}

function numbersOf(sum: SumDefinition, row: Numbers) {
	const names = fieldsOf(sum);
	const contributors = row[names.contributors] ?? undefined;
	return {
		total: Number(row[names.total] ?? 0),
		largest: Number(row[names.largest] ?? 0),
		second: Number(row[names.second] ?? 0),
		contributors: contributors === undefined ? undefined : Number(contributors)
	};
}
