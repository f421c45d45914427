import { expect, test } from 'vitest';
import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import { parsePeriod } from '../../../src/lib/schema/period.ts';
import type { EngineCells } from '../../../src/lib/server/store/heartbeat-counter.ts';
import { toWholeCells } from '../../../src/lib/server/store/whole-cells.ts';
import { fleet } from '../../support/heartbeats.ts';
import { ModelCounter } from './counter/model-counter.ts';

const everybody = { minActiveDays: 1, minAgeDays: 0 };

async function countFleet(): Promise<EngineCells> {
	const model = new ModelCounter();
	model.append(fleet(12));
	return model.count(heartbeats, parsePeriod('2026-W46'), everybody);
}

test('cells of all instances pass, in whatever order they came, and leave in one', async () => {
	const cells = await countFleet();
	const turned = (lists: EngineCells['counts']) =>
		new Map([...lists].map(([id, rows]) => [id, rows.toReversed()]));
	const whole = toWholeCells(heartbeats, cells);
	expect(toWholeCells(heartbeats, { ...cells, counts: turned(cells.counts) })).toEqual(whole);
	expect(whole.counts.get('active_users_band')?.map(({ values }) => values[0])).toEqual([
		'0',
		'1 to 4',
		'10 to 24',
		'5 to 9'
	]);
});

test('an engine that leaves somebody out of any table is refused', async () => {
	const cells = await countFleet();
	for (const [id, rows] of cells.counts) {
		for (const at of rows.keys()) {
			const counts = new Map(cells.counts).set(id, rows.toSpliced(at, 1));
			expect(() => toWholeCells(heartbeats, { ...cells, counts }), id).toThrow(
				new RegExp(`table ${id} has \\d+ of 12 instances: a part of the store is away`)
			);
		}
	}
	for (const [id, rows] of cells.divisions) {
		const divisions = new Map(cells.divisions).set(id, rows.slice(1));
		expect(() => toWholeCells(heartbeats, { ...cells, divisions }), id).toThrow(`table ${id}`);
	}
	expect(() => toWholeCells(heartbeats, { ...cells, counts: new Map() })).toThrow('0 of 12');
});

test('an engine that counts somebody twice is refused', async () => {
	const cells = await countFleet();
	expect(() => toWholeCells(heartbeats, { ...cells, population: 6 })).toThrow('12 of 6 instances');
});
