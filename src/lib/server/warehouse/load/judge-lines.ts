// Lines of a file judged one by one, a batch at a time: what is accepted is kept, and every problem is told.
import { z } from 'zod';
import type { Problem } from '../../../schema/problem.ts';
import type { Warehouse } from '../connection.ts';

/** A problem with its line; never a value of the line. */
export interface LineProblem extends Problem {
	readonly line: number;
}

export type Verdict<Accepted> =
	{ readonly accepted: Accepted } | { readonly problems: readonly Problem[] };

/** A temporary table with the columns `line` and `raw`, its rows in the order of the file. */
export interface Lines {
	readonly table: 'load_suspect' | 'usage_line';
	readonly batchRows: number;
	/** Number of the first row in its file. */
	readonly firstLine: number;
}

/** An accepted line; `line` counts the rows from 1. */
export interface Accepted<Value> {
	readonly line: number;
	readonly value: Value;
}

const LineRow = z.object({ line: z.bigint().transform(Number), raw: z.string() });
/** What the receiver accepts at most, too. */
const lineLimitBytes = 5 * 1024;

/**
 * Judges every row; blank ones are none.
 *
 * @param judge says what to keep of the JSON of a line, or what is wrong with it
 * @param keep called once per batch
 * @param onRejected called once per rejected line with all its problems
 */
export async function judgeLines<Value>(
	warehouse: Warehouse,
	{ table, batchRows, firstLine }: Lines,
	judge: (json: unknown) => Verdict<Value>,
	keep: (accepted: readonly Accepted<Value>[]) => Promise<unknown>,
	onRejected: (problems: readonly LineProblem[]) => void
): Promise<void> {
	for (let from = 0; ; from += batchRows) {
		const rows = z
			.array(LineRow)
			.parse(
				await warehouse.all(
					`SELECT line, raw FROM ${table} WHERE rowid >= $from AND rowid < $until`,
					{ from, until: from + batchRows }
				)
			);
		if (rows.length === 0) return;
		const accepted: Accepted<Value>[] = [];
		for (const { line, raw } of rows) {
			if (raw.trim() === '') continue;
			const verdict = judgeText(raw, judge);
			if ('accepted' in verdict) accepted.push({ line, value: verdict.accepted });
			else
				onRejected(verdict.problems.map((problem) => ({ line: line - 1 + firstLine, ...problem })));
		}
		await keep(accepted);
	}
}

function judgeText<Value>(raw: string, judge: (json: unknown) => Verdict<Value>): Verdict<Value> {
	if (Buffer.byteLength(raw) > lineLimitBytes) {
		return { problems: [{ field: '', reason: `over ${lineLimitBytes} bytes` }] };
	}
	let json: unknown;
	try {
		json = JSON.parse(raw);
	} catch {
		return { problems: [{ field: '', reason: 'not valid JSON' }] };
	}
	return judge(json);
}
