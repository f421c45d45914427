// Warehouses of every earlier version, made by the programs of then, and what becomes of them in this one.
import { describe, expect, test } from 'vitest';
import { datasets } from '../../../../src/lib/datasets/registry.ts';
import { Policy } from '../../../../src/lib/schema/policy.ts';
import { drainInbox } from '../../../../src/lib/server/builder/drain-inbox.ts';
import { publishAll } from '../../../../src/lib/server/builder/publish.ts';
import { earlierFolders, unpackFolder } from '../../../support/earlier-folder.ts';
import { temporaryWarehouse } from '../temporary-warehouse.ts';
import { comesToToday } from './comes-to-today.ts';

const now = Date.parse('2026-12-05T12:00:00Z');

describe.each(earlierFolders)('a warehouse of %s', (name) => {
	test('comes to today with all that is in it', () => comesToToday(name));

	test('goes on being drained and published, beside the releases of then', async () => {
		const folder = unpackFolder(name);
		const warehouse = await temporaryWarehouse(folder);
		const { refused } = await drainInbox(warehouse, { dataFolder: folder, now });
		const outcomes = await publishAll(warehouse, datasets, {
			dataFolder: folder,
			policy: Policy.parse({}),
			synthetic: true,
			productVersion: 'test',
			now
		});
		expect(refused).toBe(0);
		expect(outcomes).toContainEqual(
			expect.objectContaining({ dataset: 'heartbeats', period: '2026-11', outcome: 'published' })
		);
		expect(outcomes.map(({ outcome }) => outcome)).not.toContain('refused');
		expect(await warehouse.all('SELECT count(*)::INTEGER AS waiting FROM quarantine')).toEqual([
			{ waiting: name === '2-receiver' ? 1 : 0 }
		]);
	});
});
