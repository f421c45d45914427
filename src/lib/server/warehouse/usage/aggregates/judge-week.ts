// The rows that a file has of one week, judged together: they are all kept, or none of them.
import { joinApart, nobody } from '../../../../schema/division.ts';
import { weekProblems } from '../../../../schema/usage/aggregates/add-up.ts';
import {
	toAggregate,
	type Aggregate,
	type AggregateRecord
} from '../../../../schema/usage/aggregates/aggregate.ts';
import { classifyingDimensions } from '../../../../schema/usage/aggregates/classification.ts';
import type { LineProblem } from '../../load/judge-lines.ts';
import type { UsageDataset } from '../usage-tables.ts';

/** A row that the schema accepted, with its line. */
export interface Line {
	readonly line: number;
	readonly record: AggregateRecord;
}

/** What to keep of a week, and how many of its lines said so already; or what is wrong with it, per line. */
export type JudgedWeek =
	| { readonly rows: readonly Aggregate[]; readonly repeated: number }
	| { readonly problems: readonly (readonly LineProblem[])[] };

type Row = Aggregate & { readonly line: number };

/** Of two lines with the same values the later one counts. */
export function judgeWeek(dataset: UsageDataset, lines: readonly Line[]): JudgedWeek {
	const dimensions = classifyingDimensions(dataset).map(({ id }) => id);
	const keyOf = (values: Aggregate['values'] | AggregateRecord) =>
		JSON.stringify(dimensions.map((id) => values[id]));
	const last = new Map(lines.map((one) => [keyOf(one.record), one]));
	const kept = new Map<string, Row>();
	for (const { line, record } of last.values()) {
		const row = { line, ...toAggregate(dataset, record) };
		const same = kept.get(keyOf(row.values));
		kept.set(keyOf(row.values), same ? merge(same, row) : row);
	}
	const rows = [...kept.values()];
	const problems = weekProblems(dataset, rows);
	if (problems.length === 0) {
		return { rows: rows.map(withoutLine), repeated: lines.length - last.size };
	}
	const first = lines[0]?.line ?? 0;
	const told = problems.map(({ row, field, reason }) => ({
		line: row?.line ?? first,
		field,
		reason
	}));
	return { problems: refuseAll(lines, told) };
}

/** Every line of a week with its own problems, or else with a word on where they are. */
function refuseAll(lines: readonly Line[], told: readonly LineProblem[]): LineProblem[][] {
	const reason = `expected a complete week, but see line ${told[0]?.line ?? 0}`;
	return lines.map(({ line }) => {
		const own = told.filter((problem) => problem.line === line);
		return own.length > 0 ? own : [{ line, field: 'week', reason }];
	});
}

/** Two versions that are kept as one are versions of different units. */
function merge(one: Row, other: Row): Row {
	const ids = Object.keys(one.sums);
	return {
		line: one.line,
		values: one.values,
		contributors: one.contributors + other.contributors,
		sums: Object.fromEntries(
			ids.map((id) => [id, joinApart(one.sums[id] ?? nobody, other.sums[id] ?? nobody)])
		)
	};
}

function withoutLine({ values, contributors, sums }: Row): Aggregate {
	return { values, contributors, sums };
}
