import { describe, expect, test } from 'vitest';
import { cliUsage } from '../../../../src/lib/datasets/cli-usage.ts';
import { datasets } from '../../../../src/lib/datasets/registry.ts';
import { toProblems } from '../../../../src/lib/schema/problem.ts';
import {
	aggregateFields,
	toAggregate,
	toAggregateSchema
} from '../../../../src/lib/schema/usage/aggregates/aggregate.ts';

const schema = toAggregateSchema(cliUsage);
const all = { version: '*', os: '*', command: '*', tool: '*', error: '*' };
const row = {
	week: '2026-W46',
	...all,
	os: 'linux',
	contributors: 30,
	sessions: 200,
	sessions_largest: 40,
	sessions_second: 20
};
const problemsOf = (more: object) => {
	const result = schema.safeParse({ ...row, ...more });
	return result.success ? [] : toProblems(result.error);
};

test('a row needs the sums that a table has by its classification, and no others', () => {
	expect(problemsOf({})).toEqual([]);
	expect(problemsOf({ sessions: undefined }).map(({ field }) => field)).toEqual(['sessions']);
	const bare = { sessions: null, sessions_largest: null, sessions_second: null };
	expect(problemsOf(bare)).toHaveLength(3);
	expect(problemsOf({ os: '*', command: 'fix', ...bare })).toEqual([]);
	expect(problemsOf({ contributors: 0, ...bare })).toEqual([]);
});

test.each([
	[
		'contributors',
		{ contributors: undefined },
		/^expected a whole number from 0: how many installations/
	],
	['contributors', { contributors: 2.5 }, /^expected a whole number from 0/],
	['contributors', { contributors: -1 }, /^expected a whole number from 0/],
	['contributors', { contributors: '30' }, /^expected a whole number from 0/],
	['week', { week: '2026-11' }, /^expected an ISO week/],
	['os', { os: undefined }, /^expected one of linux, darwin, windows, or \* for all together$/],
	['os', { os: null }, /^expected one of linux/],
	['os', { os: 'Jane' }, /^expected one of linux/],
	['tool', { tool: 'acme' }, /^expected one of file_read, .*, other, or \* for all together$/],
	['version', { os: '*', version: '' }, /^expected a version like 1.4.2/],
	['tool', { tool: 'shell' }, /^expected \*, as no table is by os, tool together$/],
	['installation_id', { installation_id: 'x' }, /^unknown field/],
	['sessions_largest', { sessions_largest: undefined }, /^expected a whole number from 0$/],
	['sessions_second', { sessions_second: null }, /^expected a whole number from 0$/],
	['sessions', { sessions: 12.5 }, /^expected a whole number$/],
	['sessions', { sessions: 59 }, /^expected no less than sessions_largest and sessions_second/],
	['sessions', { sessions: 621 }, /^expected no more than its units can add/],
	['sessions', { contributors: 0 }, /^expected no more than its units can add/],
	['sessions_second', { sessions_second: 41 }, /^expected no more than sessions_largest$/],
	['sessions_largest', { sessions: 700, sessions_largest: 501 }, /^expected at most 500/],
	['sessions_contributors', { sessions_contributors: 31 }, /^expected no more than contributors$/],
	['sessions', { sessions_contributors: 8 }, /^expected no more than its units can add/],
	['sessions', { sessions: 60, sessions_contributors: 2, contributors: 2 }, undefined],
	['sessions_contributors', { sessions: 60, sessions_contributors: 3 }, /^expected as many as add/],
	['sessions_contributors', { sessions: 70, sessions_contributors: 30 }, /^expected as many as add/]
])('%s: %j', (field, more, reason) => {
	const problems = problemsOf(more);
	if (!reason) {
		expect(problems).toEqual([]);
		return;
	}
	expect(problems[0]?.field).toBe(field);
	expect(problems[0]?.reason).toMatch(reason);
});

describe('what is kept', () => {
	const kept = (more: object) => toAggregate(cliUsage, schema.parse({ ...row, ...more }));

	test('is nothing exact of a version, and a sum with those who add to it', () => {
		const counted = kept({
			os: '*',
			version: '2.4.0-acme.1',
			sessions_contributors: 25,
			...errors
		});
		expect(counted.values).toEqual({ ...all, version: '2.4.0-pre' });
		expect(counted.sums['sessions']).toEqual({
			total: 200,
			largest: 40,
			second: 20,
			contributors: 25
		});
	});

	test('is the least number of units that can add so much, where nobody says how many do', () => {
		const least = (more: object) => kept(more).sums['sessions']?.contributors;
		expect(least({})).toBe(2 + 7);
		expect(least({ sessions: 60 })).toBe(2);
		expect(least({ sessions: 40, sessions_second: 0 })).toBe(1);
		expect(least({ sessions: 0, sessions_largest: 0, sessions_second: 0 })).toBe(0);
	});
});

const errors = { errors: 0, errors_largest: 0, errors_second: 0 };

test('every dataset of records has fields of different names', () => {
	for (const dataset of datasets.filter(({ record }) => record)) {
		const { all: names } = aggregateFields(dataset);
		expect(new Set(names).size).toBe(names.length);
	}
});
