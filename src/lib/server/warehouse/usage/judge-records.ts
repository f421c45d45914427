// Lines of a file judged one by one: the schema of the dataset explains what is wrong, or accepts.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parsePeriod } from '../../../schema/period.ts';
import { toProblems, type Problem } from '../../../schema/problem.ts';
import { toKept, toRecordSchema, type UsageRecord } from '../../../schema/usage/record.ts';
import { isClassifying, type RecordDefinition } from '../../../schema/usage/record-definition.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { Warehouse } from '../connection.ts';
import type { LineProblem } from '../load/load-suspects.ts';
import { readStatement } from '../statement.ts';
import { usageStatement, type UsageDataset } from './usage-tables.ts';

type Row = Readonly<Record<string, string | number | null>>;
type Verdict = { readonly row: Row } | { readonly problems: readonly Problem[] };

const LineRow = z.object({ line: z.bigint().transform(Number), raw: z.string() });
const batchRows = 8192;
/** What is accepted of a heartbeat at most, too. */
const lineLimitBytes = 5 * 1024;

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
	const judge = judgeOf(dataset.record, format === 'csv');
	for (let from = 0; ; from += batchRows) {
		const lines = z
			.array(LineRow)
			.parse(
				await warehouse.all(
					"SELECT line, coalesce(raw, '') AS raw FROM usage_line WHERE rowid >= $from AND rowid < $until",
					{ from, until: from + batchRows }
				)
			);
		if (lines.length === 0) return;
		const accepted: Row[] = [];
		for (const { line, raw } of lines) {
			if (raw.trim() === '') continue;
			const verdict = judge(raw);
			if ('row' in verdict) accepted.push({ line, ...verdict.row });
			else onRejected(verdict.problems.map((one) => ({ line: line - 1 + firstLine, ...one })));
		}
		await warehouse.run(insert, { records: JSON.stringify(accepted) });
	}
}

function judgeOf(record: RecordDefinition, hasTexts: boolean): (raw: string) => Verdict {
	const schema = toRecordSchema(record);
	return (raw) => {
		if (Buffer.byteLength(raw) > lineLimitBytes) {
			return { problems: [{ field: '', reason: `over ${lineLimitBytes} bytes` }] };
		}
		let value: unknown;
		try {
			value = JSON.parse(raw);
		} catch {
			return { problems: [{ field: '', reason: 'not valid JSON' }] };
		}
		const result = schema.safeParse(hasTexts ? fromCells(record, value) : value);
		return result.success
			? { row: toRow(record, result.data) }
			: { problems: toProblems(result.error) };
	};
}

/** A CSV cell of a measure is the number it reads as; one that reads as none goes through, for the schema to refuse. */
function fromCells({ fields }: RecordDefinition, value: unknown): unknown {
	const cells = { ...(value as Record<string, unknown>) };
	for (const { id, kind } of fields) {
		const cell = cells[id];
		const isMeasure = kind === 'count' || kind === 'amount';
		if (isMeasure && typeof cell === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(cell)) {
			cells[id] = Number(cell);
		}
	}
	return cells;
}

function toRow({ unit, fields }: RecordDefinition, record: UsageRecord): Row {
	const classification = fields.filter(isClassifying).map(({ id }) => record[id] ?? null);
	return {
		unit_id: String(record[unit]),
		week: parsePeriod(String(record['week'])).start,
		row_key: createHash('sha256').update(JSON.stringify(classification)).digest('hex').slice(0, 16),
		...Object.fromEntries(fields.map((field) => [field.id, toKept(field, record)]))
	};
}
