import { describe, expect, test } from 'vitest';
import { cliUsage } from '../../../../src/lib/datasets/cli-usage.ts';
import { weekProblems } from '../../../../src/lib/schema/usage/aggregates/add-up.ts';
import {
	toAggregate,
	toAggregateSchema
} from '../../../../src/lib/schema/usage/aggregates/aggregate.ts';
import { aggregateUsage, type AggregatedRow } from '../../../support/aggregate-usage.ts';
import { instanceId } from '../../../support/heartbeats.ts';

const schema = toAggregateSchema(cliUsage);
const session = (n: number, week: string) => ({
	installation_id: instanceId(n),
	week,
	version: ['2.5.1', '2.5.0', '2.4.1'][n % 3] ?? '',
	os: ['linux', 'darwin'][n % 2] ?? '',
	command: 'fix',
	tool: n % 4 === 0 ? 'shell' : 'search',
	error: n % 5 === 0 ? 'timeout' : null,
	sessions: 3 + n,
	tool_calls: 10 + 3 * n,
	errors: n % 5 === 0 ? 1 + n : 0
});
const rows = aggregateUsage(
	cliUsage,
	['2026-W45', '2026-W46'].flatMap((week) =>
		Array.from({ length: 40 }, (_, n) => session(n, week)).concat({
			...session(7, week),
			tool: 'web',
			tool_calls: 4
		})
	)
);

const isOf = (row: AggregatedRow, by: object) =>
	Object.entries({ version: '*', os: '*', command: '*', tool: '*', error: '*', ...by }).every(
		([id, value]) => row[id] === value
	);

/** What is wrong with the week once the rows by some values have become others, or none. */
function broken(by: object, change: (row: AggregatedRow) => AggregatedRow[]) {
	const changed = rows.flatMap((row) => (isOf(row, by) ? change(row) : [row]));
	expect(changed).not.toEqual(rows);
	const kept = changed.map((row) => toAggregate(cliUsage, schema.parse(row)));
	return weekProblems(cliUsage, kept).map(({ field, reason, row }) => ({
		field,
		reason,
		at: row && Object.values(row.values).filter((value) => value !== '*')
	}));
}

const more = (by: Readonly<Record<string, number>>) => (row: AggregatedRow) => [
	{
		...row,
		...Object.fromEntries(Object.entries(by).map(([id, add]) => [id, Number(row[id]) + add]))
	}
];
const none = () => [];

test('the rows of all units, by every value and code, add up', () => {
	const kept = rows.map((row) => toAggregate(cliUsage, schema.parse(row)));
	expect(weekProblems(cliUsage, kept)).toEqual([]);
});

describe('a week is refused', () => {
	test('without the row of all units', () => {
		expect(broken({}, none)).toEqual([
			{ field: 'week', reason: 'expected a row of all units, with * everywhere', at: undefined }
		]);
	});

	test('when a row by a single value is lost, or its margin', () => {
		expect(broken({ os: 'linux' }, none)[0]).toEqual({
			field: 'contributors',
			reason: 'expected the sum of the rows by os, with each unit in one of them',
			at: []
		});
		expect(broken({ version: '2.5.1' }, none).length).toBeGreaterThan(0);
		expect(broken({ error: 'timeout', version: '2.5.1' }, none).length).toBeGreaterThan(0);
	});

	test('when a code of a set has no row, though nothing else would tell', () => {
		const [problem, ...others] = broken({ command: 'commit' }, none);
		expect(others).toEqual([]);
		expect(problem?.field).toBe('command');
		expect(problem?.reason).toBe(
			'expected a row for each code, with 0 contributors where nobody is: commit'
		);
	});

	test.each([
		['contributors', { version: '2.5.1' }, { contributors: 1 }],
		['contributors', { command: 'fix' }, { contributors: 1 }],
		['sessions', { version: '2.5.1' }, { sessions: 1 }],
		['sessions_largest', {}, { sessions_largest: 1, sessions_second: 1 }],
		['sessions_second', {}, { sessions_second: -1 }],
		['tool_calls', { tool: 'shell' }, { tool_calls: 1 }],
		['tool_calls_largest', {}, { tool_calls_largest: -2, tool_calls_second: -2 }],
		['tool_calls_second', {}, { tool_calls_second: -3 }],
		['errors', { error: 'timeout', version: '2.5.1' }, { errors: 1 }]
	])('when %s of %j is another', (field, by, change) => {
		expect(broken(by, more(change)).map((problem) => problem.field)).toContain(field);
	});
});
