import { describe, expect, test } from 'vitest';
import { datasets } from '../../../src/lib/datasets/registry.ts';
import { simulateUsage } from '../../../src/lib/datasets/simulate/usage/usage-fleet.ts';
import { usageProfiles } from '../../../src/lib/datasets/simulators.ts';
import { countingTables } from '../../../src/lib/schema/release.ts';
import { toRecordSchema, type UsageRecord } from '../../../src/lib/schema/usage/record.ts';

const usage = datasets.flatMap(({ id, record, dimensions, tables, sums }) => {
	const profile = usageProfiles[id];
	return record && profile ? [{ id, record, dimensions, tables, sums, profile }] : [];
});
const options = { instances: 400, weeks: 6, seed: 7, until: '2026-11-15' };

describe.each(usage.map((one) => [one.id, one] as const))(
	'made-up %s',
	(_, { record, dimensions, tables, sums, profile }) => {
		const make = (more = {}) => [...simulateUsage(profile, record.unit, { ...options, ...more })];
		const weeks = make();
		const records = weeks.flatMap((week) => week.records);
		const unitOf = (one: UsageRecord) => String(one[record.unit]);

		test('is the same from the same options, and another fleet from another seed', () => {
			expect(JSON.stringify(make())).toBe(JSON.stringify(weeks));
			const others = new Set(make({ seed: 8 }).flatMap((week) => week.records.map(unitOf)));
			expect(records.some((one) => others.has(unitOf(one)))).toBe(false);
		});

		test('ends with the week of its last day and keeps to the schema', () => {
			expect(weeks.map(({ week }) => week)).toEqual(
				['41', '42', '43', '44', '45', '46'].map((number) => `2026-W${number}`)
			);
			const schema = toRecordSchema(record);
			for (const one of records) expect(schema.safeParse(one).error?.issues ?? []).toEqual([]);
		});

		test('has one record of a unit, week and classification, and none over its bounds', () => {
			const codes = record.fields.filter(({ kind }) => kind === 'code' || kind === 'version');
			const keys = records.map((one) =>
				[unitOf(one), one['week'], ...codes.map(({ id }) => one[id])].join('|')
			);
			expect(new Set(keys).size).toBe(keys.length);
			for (const { column, most } of sums) {
				const largest = Math.max(...records.map((one) => Number(one[column])));
				expect(largest, column).toBeLessThanOrEqual(most);
				expect(largest, column).toBeGreaterThan(0);
			}
		});

		test('has a heavy tail: a tenth of the units does more than a third of everything', () => {
			const sums = new Map<string, number>();
			for (const one of records) {
				sums.set(unitOf(one), (sums.get(unitOf(one)) ?? 0) + Number(one[record.weight ?? '']));
			}
			const sorted = [...sums.values()].sort((a, b) => b - a);
			const sum = (some: readonly number[]) => some.reduce((total, value) => total + value, 0);
			expect(sum(sorted.slice(0, sorted.length / 10)) / sum(sorted)).toBeGreaterThan(1 / 3);
		});

		// Evidence for the reasoning beside the tables: where a code implied another one, every unit would show it.
		test('lets no code of a set follow from one of another, and no set cover all units', () => {
			const counted = new Set(countingTables(tables).flatMap((table) => table.dimensions));
			const sets = dimensions.filter(({ id, kind }) => kind === 'set' && counted.has(id));
			const unitsOf = new Map<string, Set<string>>();
			for (const one of records) {
				const unit = `${unitOf(one)} ${String(one['week'])}`;
				for (const { column } of sets) {
					const code = one[column];
					if (code === null || code === undefined) continue;
					const name = `${column} ${String(code)}`;
					unitsOf.set(name, (unitsOf.get(name) ?? new Set()).add(unit));
				}
			}
			const all = new Set(records.map((one) => `${unitOf(one)} ${String(one['week'])}`));
			for (const { column } of sets) {
				const members = [...unitsOf].filter(([name]) => name.startsWith(`${column} `));
				expect(new Set(members.flatMap(([, units]) => [...units])).size, column).toBeLessThan(
					all.size
				);
			}
			for (const [name, units] of unitsOf) {
				const others = [...unitsOf].filter(([other]) => other.split(' ')[0] !== name.split(' ')[0]);
				if (units.size < 60) continue;
				for (const [other, wider] of others) {
					const outside = [...units].filter((unit) => !wider.has(unit)).length;
					expect(outside, `${name} implies ${other}`).toBeGreaterThan(0);
				}
			}
		});
	}
);
