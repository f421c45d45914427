// Lines of a file judged one by one: the schema of the dataset explains what is wrong, or accepts.
import { createHash } from 'node:crypto';
import { toProblems } from '../../../schema/problem.ts';
import {
	toKept,
	toRecordSchema,
	type Kept,
	type UsageRecord
} from '../../../schema/usage/record.ts';
import {
	isClassifying,
	type RecordDefinition,
	type RecordField
} from '../../../schema/usage/record-definition.ts';
import { weekStartOf } from '../../../schema/usage/record-time.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { Warehouse } from '../connection.ts';
import { judgeLines, type LineProblem, type Verdict } from '../load/judge-lines.ts';
import { readStatement } from '../statement.ts';
import { weeksOf } from './aggregates/aggregate-store.ts';
import { usageStatement, type UsageDataset } from './usage-tables.ts';

type Row = Readonly<Record<string, Kept>> & { readonly week: string };

const takenWeek = {
	reason: 'expected a week without aggregated rows: a week has these or records of single units'
};

const batchRows = 8192;
/** Between the codes of a set in one cell of a CSV file, none of which may hold it. */
const listSeparator = ';';

/**
 * Judges every row of `load_line`, a batch at a time. Accepted ones go to the table `usage_stage`.
 *
 * @param firstLine number of the first row in its file
 * @param onRejected called once per rejected line with all its problems
 */
export async function judgeRecords(
	warehouse: Warehouse,
	dataset: UsageDataset,
	{ format, firstLine }: Pick<SourceFile, 'format'> & { readonly firstLine: number },
	onRejected: (problems: readonly LineProblem[]) => void
): Promise<void> {
	await warehouse.run(readStatement('usage_numbered'));
	await warehouse.run(usageStatement(dataset, 'usage_stage'));
	const insert = usageStatement(dataset, 'usage_stage_insert');
	await judgeLines(
		warehouse,
		{ table: 'usage_line', batchRows, firstLine },
		judgeOf(dataset.record, format === 'csv', await weeksOf(warehouse, dataset, 'aggregates')),
		(accepted) =>
			warehouse.run(insert, {
				records: JSON.stringify(accepted.map(({ line, value }) => ({ line, ...value })))
			}),
		onRejected
	);
}

function judgeOf(
	record: RecordDefinition,
	hasTexts: boolean,
	aggregated: ReadonlySet<string>
): (json: unknown) => Verdict<Row> {
	const schema = toRecordSchema(record);
	return (json) => {
		const result = schema.safeParse(hasTexts ? fromCells(record, json) : json);
		if (!result.success) return { problems: toProblems(result.error) };
		const row = toRow(record, result.data);
		return aggregated.has(row.week)
			? { problems: [{ field: record.time, ...takenWeek }] }
			: { accepted: row };
	};
}

/** What the cells of a CSV file read as; one that reads as nothing goes through, for the schema to refuse. */
function fromCells({ fields }: RecordDefinition, value: unknown): unknown {
	const cells = value as Readonly<Record<string, unknown>>;
	const read = fields.map(({ id, kind }) => {
		const cell = cells[id];
		return typeof cell === 'string' ? { [id]: fromCell(kind, cell) } : {};
	});
	return Object.assign({}, cells, ...read) as unknown;
}

function fromCell(kind: RecordField['kind'], cell: string): unknown {
	const isNumber = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(cell);
	if ((kind === 'count' || kind === 'amount') && isNumber) return Number(cell);
	if (kind === 'answer' && /^(true|false)$/i.test(cell)) return cell.toLowerCase() === 'true';
	return kind === 'set' ? cell.split(listSeparator) : cell;
}

function toRow({ unit, time, fields, perWeek }: RecordDefinition, record: UsageRecord): Row {
	const classification =
		perWeek === 'one' ? [] : fields.filter(isClassifying).map(({ id }) => record[id] ?? null);
	return {
		unit_id: String(record[unit]),
		week: weekStartOf(String(record[time])),
		row_key: createHash('sha256').update(JSON.stringify(classification)).digest('hex').slice(0, 16),
		...Object.fromEntries(fields.map((field) => [field.id, toKept(field, record)]))
	};
}
