// What the sums of a dataset must be like: which tables may be of them, so that no sum tells of a count or another sum.
import type { Dimension, TableDefinition } from './dataset.ts';
import type { SumDefinition } from './sum.ts';
import type { RecordDefinition } from './usage/record-definition.ts';

/** The parts of a dataset that its sums depend on. */
interface Summed {
	readonly tables: readonly TableDefinition[];
	readonly dimensions: readonly Dimension[];
	readonly sums: readonly SumDefinition[];
	readonly record?: RecordDefinition | undefined;
}

/** A rule, with the part of the dataset that breaks it and what it expects. */
interface SumRule {
	readonly path: 'tables' | 'sums';
	readonly error: string;
	readonly holds: (dataset: Summed) => boolean;
}

/** All rules; each is judged on its own. */
export const sumRules: readonly SumRule[] = [
	{
		path: 'tables',
		error: 'expected each measure of a table to be one of the sums',
		holds: ({ sums, tables }) =>
			tables.every(({ measure }) => !measure || sums.some(({ id }) => id === measure))
	},
	{
		path: 'tables',
		error:
			'expected a table of sums to have dimensions that a table counts, or sets of codes in records',
		holds: (dataset) => summedDimensions(dataset).every((id) => isSummable(dataset, id))
	},
	{
		path: 'tables',
		error: 'expected a sum of what is counted in bands to be by these bands alone',
		holds: (dataset) => dataset.sums.every((sum) => isBanded(dataset, sum))
	},
	{
		path: 'sums',
		error: 'expected each column to be summed once, as two sums of one would tell their difference',
		holds: ({ sums }) => new Set(sums.map(({ column }) => column)).size === sums.length
	},
	{
		path: 'sums',
		error: 'expected each column to be a count or an amount of the record',
		holds: ({ sums, record }) => !record || sums.every((one) => isMeasured(one, record))
	}
];

function isMeasured({ column }: SumDefinition, { fields }: RecordDefinition): boolean {
	return fields.some(({ id, kind }) => id === column && (kind === 'count' || kind === 'amount'));
}

function summedDimensions({ tables }: Summed): string[] {
	return tables.flatMap(({ measure, dimensions }) => (measure === undefined ? [] : dimensions));
}

/** A name needs a count that it describes; the codes of a set are named always. */
function isSummable({ tables, dimensions, record }: Summed, id: string): boolean {
	const found = dimensions.find((one) => one.id === id);
	if (found?.kind === 'set') {
		return record?.fields.some((one) => one.id === found.column && one.kind === 'code') ?? false;
	}
	return tables.some(({ measure, dimensions: ids }) => measure === undefined && ids.includes(id));
}

/** Bands and sums of one number tell of each other, which is understood where the sums are by the bands. */
function isBanded({ tables, dimensions }: Summed, { id, column }: SumDefinition): boolean {
	const band = dimensions.find((one) => one.kind === 'band' && one.column === column);
	const own = tables.filter(({ measure }) => measure === id);
	return !band || own.every((table) => table.dimensions.join() === band.id);
}
