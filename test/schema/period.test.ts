import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
	dueTime,
	nextPeriod,
	parsePeriod,
	PeriodId,
	periodOf,
	periodsBetween
} from '../../src/lib/schema/period.ts';

describe('periods', () => {
	test('2026 has a week 53 and 2025 has none', () => {
		expect(parsePeriod('2026-W53')).toEqual({
			id: '2026-W53',
			granularity: 'week',
			start: '2026-12-28',
			end: '2027-01-04'
		});
		expect(() => parsePeriod('2025-W53')).toThrow(RangeError);
	});

	test.each(['2026-W00', '2026-W54', '2026-13', '2026-00', '2026', '2026-W1', 'W18', ''])(
		'%j is no period',
		(id) => {
			expect(PeriodId.safeParse(id).success).toBe(false);
		}
	);

	test('every day from 1990 to 2060 lies in the week that DuckDB names', async () => {
		const connection = await (await DuckDBInstance.create(':memory:')).connect();
		const reader = await connection.runAndReadAll(
			"SELECT day::DATE::VARCHAR AS day, strftime(day, '%G-W%V') AS week, strftime(day, '%Y-%m') AS month FROM range(DATE '1990-01-01', DATE '2060-12-31', INTERVAL 1 DAY) AS days(day)"
		);
		for (const row of z.array(z.record(z.string(), z.string())).parse(reader.getRowObjectsJS())) {
			const day = row['day'] ?? '';
			const week = periodOf(day, 'week');
			expect(week.id).toBe(row['week']);
			expect(week.start <= day && day < week.end).toBe(true);
			expect(periodOf(day, 'month').id).toBe(row['month']);
		}
	});

	test('a range holds both its ends and follows the calendar', () => {
		const weeks = periodsBetween('2026-W52', '2027-W02').map(({ id }) => id);
		expect(weeks).toEqual(['2026-W52', '2026-W53', '2027-W01', '2027-W02']);
		expect(periodsBetween('2026-W10', '2026-W09')).toEqual([]);
		expect(() => periodsBetween('2026-W10', '2026-11')).toThrow(RangeError);
	});

	test('a period follows without gap or overlap', () => {
		for (const granularity of ['week', 'month'] as const) {
			const period = periodOf('2026-12-31', granularity);
			expect(nextPeriod(period).start).toBe(period.end);
		}
	});

	test('a period is due when its grace time is over', () => {
		expect(new Date(dueTime(parsePeriod('2026-W46'), 48)).toISOString()).toBe(
			'2026-11-18T00:00:00.000Z'
		);
	});
});
