// One aggregated row as it arrives and as it is kept: a week, a classification, how many units are behind it, and how
// their sums divide. Whoever adds up upstream has no ids to send; this much takes their place in every rule.
import { z } from 'zod';
import { margin } from '../../cell.ts';
import type { Dataset, Dimension } from '../../dataset.ts';
import type { Division } from '../../division.ts';
import type { Problem } from '../../problem.ts';
import { parseVersion, versionPath } from '../../version.ts';
import { longestText } from '../record.ts';
import { IsoWeek } from '../record-time.ts';
import {
	classificationsOf,
	classifyingDimensions,
	codesIn,
	isUnknownAllowed,
	nameOf,
	type Classification
} from './classification.ts';
import { fieldsOf, isWhole, sumProblems, toDivision } from './sum-fields.ts';

/** A row that the schema accepted, by field. */
export type AggregateRecord = Readonly<Record<string, string | number | null | undefined>>;

/** By dimension: a value, null where it is not known, or `*` for all. */
type Values = Readonly<Record<string, string | null>>;

/** A row as it is kept: nothing exact of a version, and of each sum that its classification needs how it divides. */
export interface Aggregate {
	readonly values: Values;
	readonly contributors: number;
	readonly sums: Readonly<Record<string, Division>>;
}

/** Names of all fields of a dataset's rows, and of those that a row can do without. */
export function aggregateFields(dataset: Dataset): { all: string[]; optional: string[] } {
	const optional = dataset.sums.flatMap((sum) => Object.values(fieldsOf(sum)));
	const dimensions = classifyingDimensions(dataset).map(({ id }) => id);
	return { all: ['week', ...dimensions, 'contributors', ...optional], optional };
}

/** Fields that are numbers. */
export function numericFields(dataset: Dataset): string[] {
	return ['contributors', ...aggregateFields(dataset).optional];
}

/**
 * The strict schema of a dataset's aggregated rows. A row has `*` in every dimension by which it is not classified. It
 * is refused where no table of the dataset has its classification, where a number is missing that one needs, and where
 * numbers can't be true together.
 */
export function toAggregateSchema(dataset: Dataset): z.ZodType<AggregateRecord> {
	const units = `expected a whole number from 0: how many ${dataset.unit.many} the row is of`;
	const shape: Record<string, z.ZodType> = { week: IsoWeek };
	for (const dimension of classifyingDimensions(dataset)) {
		shape[dimension.id] = toValueSchema(dataset, dimension);
	}
	shape['contributors'] = z.int(units).min(0, units);
	for (const sum of dataset.sums) {
		const { contributors, ...amounts } = fieldsOf(sum);
		for (const field of Object.values(amounts)) shape[field] = toNumber(isWhole(dataset, sum));
		shape[contributors] = toNumber(true);
	}
	const classifications = classificationsOf(dataset);
	const schema = z.strictObject(shape).superRefine((row, context) => {
		for (const { field, reason } of problemsOf(dataset, classifications, row as AggregateRecord)) {
			context.addIssue({ code: 'custom', path: [field], message: reason });
		}
	});
	return schema as unknown as z.ZodType<AggregateRecord>;
}

/** An accepted row as it is kept. */
export function toAggregate(dataset: Dataset, record: AggregateRecord): Aggregate {
	const dimensions = classifyingDimensions(dataset);
	const values = Object.fromEntries(dimensions.map((one) => [one.id, toKept(one, record[one.id])]));
	const sums = classificationsOf(dataset).get(nameOf(classify(dataset, values)))?.sums ?? [];
	return {
		values,
		contributors: Number(record['contributors']),
		sums: Object.fromEntries(sums.map((sum) => [sum.id, toDivision(sum, record)]))
	};
}

/** The dimensions by which a row is classified: those in which it has no `*`. */
function classify(dataset: Dataset, values: AggregateRecord): string[] {
	return classifyingDimensions(dataset)
		.map(({ id }) => id)
		.filter((id) => values[id] !== margin);
}

/** Rows by the name of their classification. */
export function byClassification<Row extends Pick<Aggregate, 'values'>>(
	dataset: Dataset,
	rows: readonly Row[]
): ReadonlyMap<string, readonly Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const name = nameOf(classify(dataset, row.values));
		const group = groups.get(name);
		if (group) group.push(row);
		else groups.set(name, [row]);
	}
	return groups;
}

function problemsOf(
	dataset: Dataset,
	classifications: ReadonlyMap<string, Classification>,
	record: AggregateRecord
): Problem[] {
	const dimensions = classify(dataset, record);
	const found = classifications.get(nameOf(dimensions));
	if (found) return found.sums.flatMap((sum) => sumProblems(dataset, sum, record));
	const last = dimensions.findLast((_, at) => classifications.has(nameOf(dimensions.slice(0, at))));
	const reason = `expected ${margin}, as no table is by ${nameOf(dimensions)} together`;
	return [{ field: last ?? '', reason }];
}

function toNumber(whole: boolean): z.ZodType {
	return whole
		? z.int('expected a whole number').min(0, 'expected a whole number from 0').nullish()
		: z.number('expected a number').min(0, 'expected a number from 0').nullish();
}

function toValueSchema(dataset: Dataset, dimension: Dimension): z.ZodType {
	const all = `or ${margin} for all together`;
	const codes = codesIn(dataset, dimension);
	const value =
		dimension.kind === 'version' || dimension.kind === 'major'
			? z
					.string(`expected a version, ${all}`)
					.max(longestText, `expected at most ${longestText} characters`)
					.regex(/^(\*|[A-Za-z0-9][A-Za-z0-9.+_-]*)$/, `expected a version like 1.4.2, ${all}`)
			: z.enum([...codes, margin], `expected one of ${codes.join(', ')}, ${all}`);
	return isUnknownAllowed(dataset, dimension) ? value.nullable() : value;
}

function toKept({ kind }: Dimension, value: AggregateRecord[string]): string | null {
	if (typeof value !== 'string' || value === margin) return value === margin ? margin : null;
	if (kind !== 'version' && kind !== 'major') return value;
	const version = parseVersion(value);
	return version ? versionPath(version)[2] : null;
}
