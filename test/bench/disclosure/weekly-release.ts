// A whole weekly release on the real path: simulate, load, register, protect, audit, certificate, check.
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { checkRelease } from '../../../src/lib/checker/check-release.ts';
import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import { createFleet } from '../../../src/lib/datasets/simulate/fleet.ts';
import { auditRelease } from '../../../src/lib/disclosure/auditor/audit-release.ts';
import { protectDataset } from '../../../src/lib/disclosure/protect-dataset.ts';
import type { Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { makeRelease } from '../../../src/lib/disclosure/release.ts';
import { parsePeriod } from '../../../src/lib/schema/period.ts';
import { minimumCount, Policy } from '../../../src/lib/schema/policy.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import { countRegister } from '../../../src/lib/server/warehouse/register.ts';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { heartbeatLines } from '../heartbeat-lines.ts';
import { printTable, round } from './print-table.ts';
import { valueShown } from './shown-value.ts';
import { timed, timedWait } from './stopwatch.ts';

const period = parsePeriod('2026-W46');

/** The seven nights of the week, and one before in which instances were first seen. */
const nights = 8;

type FinestCounts = Awaited<ReturnType<typeof countRegister>>;

/** Prints seconds by phase for two fleets, rounded and with exact counts; false when a certificate does not verify. */
export async function weeklyReleases(solver: Solver): Promise<boolean> {
	const rows = [];
	for (const base of [5, 1]) {
		for (const instances of [5000, 200_000]) {
			rows.push(await measure(solver, instances, Policy.parse({ base })));
		}
	}
	printTable(
		'A whole weekly release of all tables of the dataset, default policy or exact counts (base 1), from heartbeats to the checked certificate',
		rows,
		'small: hidden cells below k; secondary: hidden cells that are not; percent: secondary cells of all cells; value: shown of all numbers that are large enough, by their prices.\nload, register: by the clock. protect, audit, check: processor seconds. release: register, protect and audit; again: once the code is compiled, as in a builder that goes on.'
	);
	return rows.every(({ verifies }) => verifies);
}

async function measure(solver: Solver, instances: number, policy: Policy) {
	const folder = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
	try {
		const file = join(folder, 'heartbeats.ndjson');
		const fleet = createFleet({ instances, weeks: 2, seed: 1, until: '2026-11-15' });
		const lines = heartbeatLines(fleet, fleet.nights.slice(-nights));
		await pipeline(Readable.from(lines), createWriteStream(file));
		const warehouse = await openWarehouse(folder);
		try {
			const load = await timedWait(() => loadFile(warehouse, file));
			const register = await timedWait(() => countRegister(warehouse, heartbeats, period, policy));
			const published = publish(solver, register.result, policy);
			const again = publish(solver, register.result, policy);
			return {
				instances,
				base: policy.base,
				heartbeats: load.result.loaded,
				...published.cells,
				'load s': round(load.seconds),
				'register s': round(register.seconds),
				...published.steps,
				'release s': round(register.cpuSeconds + published.cpuSeconds),
				'by the clock': round(register.seconds + published.seconds),
				again: round(register.seconds + again.seconds),
				verifies: published.verifies
			};
		} finally {
			warehouse.close();
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** The release, and the audit once more on its own to know its share. */
function publish(solver: Solver, rows: FinestCounts, policy: Policy) {
	const context = {
		dataset: heartbeats,
		period,
		policy,
		graceHours: 48,
		synthetic: true,
		productVersion: '0.0.0'
	};
	const make = timed(() => makeRelease(solver, context, rows));
	const { release, certificate } = make.result;
	const audit = timed(() => auditRelease(solver, release));
	const check = timed(() => checkRelease(release.manifest, release.cells, certificate));
	const { cells, hidden, worlds } = release.manifest.audit;
	const tables = protectDataset(solver, heartbeats, rows, policy);
	const small = tables.counts.filter((count) => count < minimumCount(policy)).length;
	return {
		seconds: make.seconds,
		cpuSeconds: make.cpuSeconds,
		verifies: check.result.ok,
		cells: {
			cells,
			small,
			secondary: hidden - small,
			percent: round((100 * (hidden - small)) / cells),
			worlds,
			'value %': valueShown(tables, policy)
		},
		steps: {
			'protect s': round(make.cpuSeconds - audit.cpuSeconds),
			'audit s': round(audit.cpuSeconds),
			'check s': round(check.cpuSeconds)
		}
	};
}
