import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	heartbeatColumns,
	toDay,
	toDayNumber,
	toRow
} from '../../../../src/lib/server/store/clickhouse/heartbeat-row.ts';
import { Heartbeat } from '../../../../src/lib/schema/heartbeat.ts';
import { toCanonicalLine } from '../../../../src/lib/server/warehouse/load/canonical-line.ts';
import { heartbeat } from '../../../support/heartbeats.ts';

const rowOf = (sentAt: string) => {
	const line = toCanonicalLine({ ...heartbeat(1), sent_at: sentAt });
	const row = toRow(Heartbeat.parse(JSON.parse(line)));
	return Object.fromEntries(heartbeatColumns.map((column, index) => [column, row[index]]));
};

test('a heartbeat has a value for each column, its time as a day and microseconds of it', () => {
	expect(rowOf('2026-11-09T23:59:59.999999Z')).toMatchObject({
		...{ day: 20_766, moment: 86_399_999_999, version: '2.1.33', kody_rules_enabled: false },
		integrations: ['github', 'jira', 'slack']
	});
	expect(rowOf('1969-12-31T00:00:00Z')).toMatchObject({ day: -1, moment: 0 });
	expect(rowOf('9999-12-31T00:00:00.5Z')).toMatchObject({ day: 2_932_896, moment: 500_000 });
});

test('a day is the same after it was a number', () => {
	fc.assert(
		fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (number) => {
			expect(toDayNumber(toDay(number))).toBe(number);
			expect(toDayNumber(`${toDay(number)}T23:59:59.999999Z`)).toBe(number);
		})
	);
});
