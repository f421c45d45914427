// What releases of the sample show: weeks and a month of the warehouse in the folder MURMURATION_DATA.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import type { Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { protectDataset } from '../../../src/lib/disclosure/protect-dataset.ts';
import { parsePeriod } from '../../../src/lib/schema/period.ts';
import { minimumCount, Policy } from '../../../src/lib/schema/policy.ts';
import { countRegister } from '../../../src/lib/server/warehouse/register.ts';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { printTable, round } from './print-table.ts';
import { unitsShown, valueShown } from './shown-value.ts';
import { timed } from './stopwatch.ts';

const policy = Policy.parse({});
const periods = ['2026-W30', '2026-W40', '2026-W46', '2026-10'];

/** Prints what is shown; nothing where there is no warehouse. The warehouse is copied and not touched. */
export async function sampleReleases(solver: Solver): Promise<boolean> {
	const folder = process.env.MURMURATION_DATA ?? 'data';
	if (!existsSync(join(folder, 'warehouse'))) return true;
	const copy = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
	try {
		cpSync(join(folder, 'warehouse'), join(copy, 'warehouse'), { recursive: true });
		const warehouse = await openWarehouse(copy);
		try {
			const rows = [];
			for (const id of periods) {
				const counts = await countRegister(warehouse, heartbeats, parsePeriod(id), policy);
				const { result, cpuSeconds } = timed(() =>
					protectDataset(solver, heartbeats, counts, policy)
				);
				const small = result.counts.filter((count) => count < minimumCount(policy)).length;
				const hidden = result.values.filter((value) => value === null).length;
				rows.push({
					period: id,
					cells: result.counts.length,
					small,
					secondary: hidden - small,
					'value %': valueShown(result, policy),
					...unitsShown(result),
					'CPU s': round(cpuSeconds)
				});
			}
			printTable(
				'What releases of the sample show, default policy',
				rows,
				'value: shown of all numbers that are large enough, by their prices. By table: percent of units in finest cells with a number.'
			);
		} finally {
			warehouse.close();
		}
	} finally {
		rmSync(copy, { recursive: true });
	}
	return true;
}
