// A dataset is a file: the example goes from its definition to published numbers.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { definitions } from '../../../src/lib/datasets/registry.ts';
import { toCsv } from '../../../src/lib/export/csv.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { publishDue } from '../../../src/lib/server/builder/publish.ts';
import { readDefinition } from '../../../src/lib/server/definitions/definition-file.ts';
import { PublishedStore } from '../../../src/lib/server/published/published-store.ts';
import { inspectFile } from '../../../src/lib/server/sources/source-file.ts';
import { loadRecords } from '../../../src/lib/server/warehouse/usage/load-records.ts';
import { isUsage, recordColumns } from '../../../src/lib/server/warehouse/usage/usage-tables.ts';
import { temporaryFolder, temporaryWarehouse } from '../warehouse/temporary-warehouse.ts';

const example = (name: string) =>
	fileURLToPath(new URL(`../../../data/example/${name}`, import.meta.url));

test('the example goes from its file to numbers that add up', async () => {
	const read = readDefinition(example('home-servers.jsonc'), definitions);
	if (!('defined' in read)) throw new Error(read.problem.reasons.join('\n'));
	const { dataset } = read.defined;
	if (!isUsage(dataset)) throw new Error('the example is no dataset of records');
	const folder = temporaryFolder();
	const warehouse = await temporaryWarehouse(folder);
	const source = await inspectFile(example('home-servers.ndjson'), recordColumns(dataset));
	await loadRecords(warehouse, dataset, source);
	const outcomes = await publishDue(warehouse, {
		dataset,
		dataFolder: folder,
		policy: Policy.parse({}),
		synthetic: false,
		productVersion: '0',
		now: Date.parse('2025-06-01')
	});
	expect(outcomes).toMatchObject([{ period: '2025-W20', outcome: 'published' }]);
	const store = new PublishedStore(folder, [dataset]);
	const csvOf = async (table: string) => {
		const view = await store.readTable({ dataset: dataset.id, table, granularity: 'week' });
		return view ? toCsv(view) : '';
	};
	expect(await csvOf('cloud')).toContain('2025-05-12,yes,servers,50,A,F');
	expect(await csvOf('server_integration')).toContain('mqtt,yes,servers,60,A,F');
	expect(await csvOf('server_integration')).toContain('other,yes,servers,,Q,C');
	expect(await csvOf('server_size')).toContain('50 to 199,servers,25,A,F');
	expect(await csvOf('entities')).toMatch(/50 to 199,entities,2\d{3},A,F/);
});
