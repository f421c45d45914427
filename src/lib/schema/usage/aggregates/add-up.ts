// Whether the aggregated rows of a week are complete and add up. Nothing that was not sent is made up: numbers of units
// can't be added where one unit may stand in several rows, so every margin is sent, and checked against its parts.
//
// Units have one value in every dimension but a set. There parts must make up the margin exactly, which also finds a
// row that is missing. Under codes of a set the same units may stand, so there the margin only has its bounds, and
// every code needs a row, with 0 contributors where nobody is.
import { margin } from '../../cell.ts';
import { dimensionOf, type Dataset } from '../../dataset.ts';
import { joinApart, nobody, type Division } from '../../division.ts';
import type { Problem } from '../../problem.ts';
import type { SumDefinition } from '../../sum.ts';
import { byClassification, type Aggregate } from './aggregate.ts';
import { classificationsOf, codesIn, nameOf } from './classification.ts';
import { fieldsOf, toleranceOf } from './sum-fields.ts';

/** A problem with the row where it shows; without one where it is of the week as a whole. */
export interface WeekProblem<Row> extends Problem {
	readonly row?: Row;
}

/**
 * What keeps the rows of one week from being complete and true together; none where they are.
 *
 * @param rows each classification with its values once
 */
export function weekProblems<Row extends Aggregate>(
	dataset: Dataset,
	rows: readonly Row[]
): WeekProblem<Row>[] {
	const byName = byClassification(dataset, rows);
	if (!byName.has('')) {
		return [{ field: 'week', reason: `expected a row of all units, with ${margin} everywhere` }];
	}
	return [...classificationsOf(dataset).values()].flatMap(({ dimensions, sums }) => {
		const parts = byName.get(nameOf(dimensions)) ?? [];
		return dimensions.flatMap((id) => {
			const margins = byName.get(nameOf(dimensions.filter((one) => one !== id))) ?? [];
			const isSet = dimensionOf(dataset, id).kind === 'set';
			return [
				...(isSet && dimensions.length === 1 ? lackingCodes(dataset, id, parts) : []),
				...againstMargins(dataset, id, { parts, margins, sums, isSet })
			];
		});
	});
}

function lackingCodes<Row extends Aggregate>(
	dataset: Dataset,
	id: string,
	parts: readonly Row[]
): WeekProblem<Row>[] {
	const codes = codesIn(dataset, dimensionOf(dataset, id));
	const sent = new Set(parts.map(({ values }) => values[id]));
	const lacking = codes.filter((code) => !sent.has(code));
	if (lacking.length === 0) return [];
	const reason = `expected a row for each code, with 0 contributors where nobody is: ${lacking.join(', ')}`;
	return [{ field: id, reason }];
}

/** The rows of one classification against those that leave out the dimension `id`. */
interface Split<Row> {
	readonly parts: readonly Row[];
	readonly margins: readonly Row[];
	readonly sums: readonly SumDefinition[];
	readonly isSet: boolean;
}

function againstMargins<Row extends Aggregate>(
	dataset: Dataset,
	id: string,
	{ parts, margins, sums, isSet }: Split<Row>
): WeekProblem<Row>[] {
	const keyOf = ({ values }: Aggregate) => JSON.stringify({ ...values, [id]: margin });
	const partsOf = new Map<string, Row[]>();
	for (const part of parts) {
		const same = partsOf.get(keyOf(part));
		if (same) same.push(part);
		else partsOf.set(keyOf(part), [part]);
	}
	const known = new Set(margins.map(keyOf));
	const orphans = parts
		.filter((part) => !known.has(keyOf(part)))
		.map((row) => ({ row, field: id, reason: `expected a row with ${margin} here beside it` }));
	const unlike = margins.flatMap((row) => {
		const own = partsOf.get(keyOf(row)) ?? [];
		const problems = isSet ? codesProblems : valuesProblems;
		return [
			...unitProblems(id, row, own, isSet),
			...sums.flatMap((sum) =>
				problems(
					{ id, sum, isSame: (a, b) => Math.abs(a - b) <= toleranceOf(dataset, sum, a) },
					divisionOf(row, sum),
					own.map((part) => divisionOf(part, sum))
				)
			)
		].map((problem) => ({ row, ...problem }));
	});
	return [...orphans, ...unlike];
}

function divisionOf({ sums }: Aggregate, { id }: SumDefinition): Division {
	return sums[id] ?? nobody;
}

function unitProblems(
	id: string,
	row: Aggregate,
	parts: readonly Aggregate[],
	isSet: boolean
): Problem[] {
	const counts = parts.map(({ contributors }) => contributors);
	if (isSet && row.contributors >= Math.max(0, ...counts)) return [];
	if (!isSet && row.contributors === sumOf(counts)) return [];
	const reason = isSet
		? `expected no fewer than in any row by ${id}`
		: `expected the sum of the rows by ${id}, with each unit in one of them`;
	return [{ field: 'contributors', reason }];
}

/** A sum, what it is split by, and when two numbers of it are the same. */
interface Measured {
	readonly id: string;
	readonly sum: SumDefinition;
	readonly isSame: (a: number, b: number) => boolean;
}

/** Against parts of different units, which say all of the margin but how many add to it, where that was not sent. */
function valuesProblems(
	{ id, sum, isSame }: Measured,
	whole: Division,
	parts: readonly Division[]
): Problem[] {
	const joined = parts.reduce(joinApart, nobody);
	const names = fieldsOf(sum);
	return (['total', 'largest', 'second'] as const)
		.filter((name) => !isSame(whole[name], joined[name]))
		.map((name) => ({
			field: names[name],
			reason: `expected the same as from the rows by ${id} together`
		}));
}

/** Against the codes of a set: what is added is the same, and who adds most lies between one code and all of them. */
function codesProblems(
	{ id, sum, isSame }: Measured,
	whole: Division,
	parts: readonly Division[]
): Problem[] {
	const names = fieldsOf(sum);
	const isAtMost = (a: number, b: number) => a <= b || isSame(a, b);
	const most = (name: 'largest' | 'second') => Math.max(0, ...parts.map((part) => part[name]));
	const both = sumOf(parts.map(({ largest, second }) => largest + second));
	const reason = `expected a number that the rows by ${id} leave possible`;
	return [
		...(isSame(whole.total, sumOf(parts.map(({ total }) => total)))
			? []
			: [{ field: names.total, reason: `expected the sum of the rows by ${id}` }]),
		...(isAtMost(most('largest'), whole.largest) &&
		isAtMost(whole.largest, sumOf(parts.map(({ largest }) => largest)))
			? []
			: [{ field: names.largest, reason }]),
		...(isAtMost(most('second'), whole.second) && isAtMost(whole.largest + whole.second, both)
			? []
			: [{ field: names.second, reason }])
	];
}

function sumOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, one) => sum + one, 0);
}
