// What a register is grouped by, and that every table is found in it.
import { expect, test } from 'vitest';
import { heartbeats } from '../../../../src/lib/datasets/heartbeats.ts';
import { countGroups } from '../../../../src/lib/server/store/counting/count-groups.ts';
import { groupingsOf, summingTables } from '../../../../src/lib/server/store/counting/groupings.ts';
import { parsePeriod } from '../../../../src/lib/schema/period.ts';

const week = parsePeriod('2026-W46');
const month = parsePeriod('2026-11');
const setsOf = (dataset: typeof heartbeats, period = week) =>
	groupingsOf(dataset, period)
		.literals.sets.split('), (')
		.map((set) => set.replace(/[()]/g, ''));
const only = (...ids: readonly string[]) => ({
	...heartbeats,
	tables: heartbeats.tables.filter(({ id }) => ids.includes(id))
});

test('a table whose dimensions another one has needs no grouping of its own', () => {
	const sets = setsOf(only('version', 'version_by_deployment', 'deployment', 'integration', 'os'));
	expect(sets).toEqual(['"version", "deployment"', '"os"', '"integration"']);
	expect(setsOf(heartbeats).length).toBeLessThan(heartbeats.tables.length);
});

test('the same dimensions in another order are one grouping', () => {
	const [table] = only('deployment_by_os').tables;
	if (!table) throw new Error('no such table');
	const turned = { ...table, id: 'os_by_deployment', dimensions: table.dimensions.toReversed() };
	expect(setsOf({ ...heartbeats, tables: [table, turned] })).toEqual(['"deployment", "os"']);
});

test('a band is found in the grouping of what it sums, and months have no sums', () => {
	const banded = only('reviews_band', 'volume');
	expect(setsOf(banded)).toEqual(['"reviews", "sum of reviews"']);
	expect(setsOf(banded, month)).toEqual(['"reviews"']);
	expect(summingTables(banded, month)).toEqual([]);
});

test('the place of a table has a bit for each column that does not group there', () => {
	const dataset = only('version', 'version_by_deployment', 'os');
	const groupings = groupingsOf(dataset, week);
	expect(groupings.literals.columns).toBe('"version", "deployment", "os"');
	expect(dataset.tables.map((table) => groupings.placeOf(table))).toEqual([0b001, 0b001, 0b110]);
});

test('groups that differ in what a table does not ask are one cell of it', async () => {
	const dataset = only('version', 'version_by_deployment');
	const groupings = groupingsOf(dataset, week);
	const cell = (version: string, deployment: string, count: number, place = 0) => ({
		...{ place, values: [version, deployment], count }
	});
	const cells = [
		cell('2', 'k8s', 3),
		cell('1', 'k8s', 5),
		cell('2', 'bare', 4),
		cell('2', '', 9, 1)
	];
	const { counts } = await countGroups(dataset, week, groupings, {
		readCells: () => Promise.resolve(cells),
		readSet: () => Promise.reject(new Error('no set')),
		readDivision: () => Promise.reject(new Error('no sum'))
	});
	expect(counts.get('version')).toEqual([
		{ values: ['2'], count: 7 },
		{ values: ['1'], count: 5 }
	]);
	expect(counts.get('version_by_deployment')).toHaveLength(3);
});
