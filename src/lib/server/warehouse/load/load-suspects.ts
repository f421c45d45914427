// Lines SQL can't vouch for. The schema decides: it explains what is wrong, or accepts.
import { z } from 'zod';
import { Heartbeat } from '../../../schema/heartbeat.ts';
import { toProblems, type Problem } from '../../../schema/problem.ts';
import { readStatement } from '../statement.ts';
import type { Warehouse } from '../connection.ts';

/** A problem with its line; never a value of the line. */
export interface LineProblem extends Problem {
	readonly line: number;
}

type Verdict = { readonly accepted: string } | { readonly problems: readonly Problem[] };

/** How many problems of a file are told at once; its rejected file has all. */
export const shownProblems = 5;

const SuspectRow = z.object({ line: z.bigint().transform(Number), raw: z.string() });
const batchRows = 4096;
/** What the receiver accepts at most, too. */
const lineLimitBytes = 5 * 1024;

/**
 * Judges every unproven row of `load_checked`. Accepted ones go to the table `load_accepted`.
 *
 * @param firstLine number of the first row in its file
 * @param onRejected called once per rejected line with all its problems
 */
export async function judgeSuspects(
	warehouse: Warehouse,
	firstLine: number,
	onRejected: (problems: readonly LineProblem[]) => void
): Promise<void> {
	await warehouse.run(readStatement('load_suspect'));
	await warehouse.run('CREATE OR REPLACE TEMP TABLE load_accepted (raw VARCHAR)');
	for (let from = 0; ; from += batchRows) {
		const rows = z
			.array(SuspectRow)
			.parse(
				await warehouse.all(
					'SELECT line, raw FROM load_suspect WHERE rowid >= $from AND rowid < $until',
					{ from, until: from + batchRows }
				)
			);
		if (rows.length === 0) return;
		const accepted: string[] = [];
		for (const { line, raw } of rows) {
			if (raw.trim() === '') continue;
			const verdict = judgeLine(raw);
			if ('accepted' in verdict) accepted.push(verdict.accepted);
			else
				onRejected(verdict.problems.map((problem) => ({ line: line - 1 + firstLine, ...problem })));
		}
		await warehouse.run('INSERT INTO load_accepted SELECT unnest($accepted)', { accepted });
	}
}

function judgeLine(raw: string): Verdict {
	if (Buffer.byteLength(raw) > lineLimitBytes) {
		return { problems: [{ field: '', reason: `over ${lineLimitBytes} bytes` }] };
	}
	let value: unknown;
	try {
		value = JSON.parse(raw);
	} catch {
		return { problems: [{ field: '', reason: 'not valid JSON' }] };
	}
	const result = Heartbeat.safeParse(value);
	return result.success
		? { accepted: toCanonicalLine(result.data) }
		: { problems: toProblems(result.error) };
}

/** The spelling DuckDB reads without loss: UTC microseconds, and neither NUL nor half a surrogate pair in a text. */
function toCanonicalLine(heartbeat: Heartbeat): string {
	const sent_at = toMicroseconds(heartbeat.sent_at);
	return JSON.stringify({ ...heartbeat, sent_at }, (_key, value: unknown) =>
		typeof value === 'string' ? value.replace(/\0|\p{Surrogate}/gu, '\uFFFD') : value
	);
}

function toMicroseconds(time: string): string {
	const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
	return new Date(time).toISOString().replace(/\d{3}Z$/, `${fraction.slice(0, 6).padEnd(6, '0')}Z`);
}
