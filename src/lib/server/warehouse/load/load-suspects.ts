// Lines SQL can't vouch for. The schema decides: it explains what is wrong, or accepts.
import { Heartbeat } from '../../../schema/heartbeat.ts';
import { toProblems } from '../../../schema/problem.ts';
import { readStatement } from '../statement.ts';
import type { Warehouse } from '../connection.ts';
import { toCanonicalLine } from './canonical-line.ts';
import { judgeLines, type LineProblem, type Verdict } from './judge-lines.ts';

const batchRows = 4096;

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
	const lines = { table: 'load_suspect', batchRows, firstLine } as const;
	const keep = (accepted: readonly { readonly value: string }[]) =>
		warehouse.run('INSERT INTO load_accepted SELECT unnest($accepted)', {
			accepted: accepted.map(({ value }) => value)
		});
	await judgeLines(warehouse, lines, judge, keep, onRejected);
}

function judge(json: unknown): Verdict<string> {
	const result = Heartbeat.safeParse(json);
	return result.success
		? { accepted: toCanonicalLine(result.data) }
		: { problems: toProblems(result.error) };
}
