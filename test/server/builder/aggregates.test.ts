// Weeks of aggregated rows are published as weeks of units are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cliUsage } from '../../../src/lib/datasets/cli-usage.ts';
import { Dataset } from '../../../src/lib/schema/dataset.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { publishDue } from '../../../src/lib/server/builder/publish.ts';
import { PublishedStore } from '../../../src/lib/server/published/published-store.ts';
import { inspectFile } from '../../../src/lib/server/sources/source-file.ts';
import { loadAggregates } from '../../../src/lib/server/warehouse/usage/aggregates/load-aggregates.ts';
import { isUsage } from '../../../src/lib/server/warehouse/usage/usage-tables.ts';
import type { Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { aggregateUsage } from '../../support/aggregate-usage.ts';
import { instanceId, toNdjson } from '../../support/heartbeats.ts';
import {
	temporaryFile,
	temporaryFolder,
	temporaryWarehouse
} from '../warehouse/temporary-warehouse.ts';

const tables = ['cli_os', 'tool', 'sessions_by_os', 'calls_by_tool'];
const dataset = Dataset.parse({
	...cliUsage,
	tables: cliUsage.tables.filter(({ id }) => tables.includes(id)),
	sums: cliUsage.sums.filter(({ id }) => id !== 'errors')
});
if (!isUsage(dataset)) throw new Error('not of records');
const usage = dataset;

/** Installations of which one on Windows does more than all others together. */
function fleet(week: string, sessions = 3) {
	return Array.from({ length: 75 }, (_, n) => ({
		installation_id: instanceId(n),
		week,
		version: n % 2 === 0 ? '2.5.1' : '2.5.0',
		os: ['linux', 'darwin', 'windows'][n % 3],
		command: 'fix',
		tool: n % 4 === 0 ? 'shell' : 'search',
		error: null,
		sessions: n === 2 ? 490 : sessions,
		tool_calls: 12,
		errors: 0
	}));
}

const rowsOf = (week: string, sessions?: number) =>
	aggregateUsage(dataset, [...fleet('2026-W40'), ...fleet(week, sessions)]).filter(
		(row) => row['week'] === week
	);

async function load(warehouse: Warehouse, rows: readonly unknown[]) {
	const file = await inspectFile(temporaryFile('a.ndjson', toNdjson(rows)));
	const result = await loadAggregates(warehouse, usage, file);
	expect(result.rejected).toBe(0);
	return result;
}

const publish = (warehouse: Warehouse, dataFolder: string, of: Dataset = dataset) =>
	publishDue(warehouse, {
		dataset: of,
		dataFolder,
		policy: Policy.parse({}),
		synthetic: false,
		productVersion: '0',
		now: Date.parse('2026-12-01')
	});

test('the first week is published as it was loaded last, with a dominated sum hidden, and stays so', async () => {
	const folder = temporaryFolder();
	const warehouse = await temporaryWarehouse(folder);
	const first = await load(warehouse, rowsOf('2026-W46', 9));
	expect(await load(warehouse, rowsOf('2026-W46'))).toMatchObject({
		loaded: first.loaded,
		replaced: first.loaded
	});
	const outcomes = await publish(warehouse, folder);
	expect(outcomes).toMatchObject([{ period: '2026-W46', outcome: 'published' }]);
	const release = await new PublishedStore(folder, [dataset]).readRelease(
		dataset.id,
		'week',
		'2026-W46'
	);
	const valueOf = (table: string, ...categories: string[]) =>
		release?.cells.find(
			(cell) => cell.table === table && cell.categories.join() === categories.join()
		)?.value;
	expect(valueOf('cli_os', 'windows')).toBe(25);
	expect(valueOf('sessions_by_os', 'windows')).toBeNull();
	const shown = ['*', 'linux', 'darwin'].filter((os) => valueOf('sessions_by_os', os) !== null);
	expect(shown.length).toBeGreaterThan(0);
	expect(shown.length).toBeLessThan(3);
	expect(valueOf('tool', 'shell', 'yes')).toBe(20);
	expect(valueOf('calls_by_tool', '*')).toBe(900);

	const cells = join(folder, 'published', dataset.id, 'week', '2026-W46', 'cells.parquet');
	const published = readFileSync(cells);
	await load(warehouse, rowsOf('2026-W46', 7));
	expect(await publish(warehouse, folder)).toEqual([]);
	expect(readFileSync(cells).equals(published)).toBe(true);
});

test('rows that were loaded for other tables are refused, and told to be loaded again', async () => {
	const folder = temporaryFolder();
	const warehouse = await temporaryWarehouse(folder);
	await load(warehouse, rowsOf('2026-W46'));
	const grown = Dataset.parse({
		...dataset,
		tables: [...dataset.tables, { id: 'cli_version', title: 'Versions', dimensions: ['version'] }]
	});
	const [outcome] = await publish(warehouse, folder, grown);
	expect(outcome).toMatchObject({ period: '2026-W46', outcome: 'refused' });
	expect(JSON.stringify(outcome)).toContain('load that week again');
});
