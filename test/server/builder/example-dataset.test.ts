// A dataset is its definition: one that the product does not know goes from a file to published numbers.
import { expect, test } from 'vitest';
import { toCsv } from '../../../src/lib/export/csv.ts';
import { toTableJson } from '../../../src/lib/export/table-json.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { publishDue } from '../../../src/lib/server/builder/publish.ts';
import { PublishedStore } from '../../../src/lib/server/published/published-store.ts';
import { inspectFile } from '../../../src/lib/server/sources/source-file.ts';
import { loadRecords } from '../../../src/lib/server/warehouse/usage/load-records.ts';
import { isUsage, recordColumns } from '../../../src/lib/server/warehouse/usage/usage-tables.ts';
import { installations } from '../../fixtures/datasets/installations.ts';
import { toNdjson } from '../../support/heartbeats.ts';
import { homeRecord } from '../../support/usage-records.ts';
import {
	temporaryFile,
	temporaryFolder,
	temporaryWarehouse
} from '../warehouse/temporary-warehouse.ts';

if (!isUsage(installations)) throw new Error('the example is no dataset of records');
const dataset = installations;

/** Sixty homes in two weeks: all with MQTT, a half with Hue, three with Sonos, a fifth in containers. */
function homes(week: string) {
	return Array.from({ length: 60 }, (_, n) => [
		homeRecord(n, week, { kind: n % 5 === 0 ? 'container' : 'os' }),
		...(n % 2 === 0 ? [homeRecord(n, week, { integration: 'hue', devices: 1 })] : []),
		...(n < 3 ? [homeRecord(n, week, { integration: 'sonos', devices: 1 })] : [])
	]).flat();
}

const [week, rows] = [
	'2026-W46',
	'SELECT count(*)::INTEGER AS count FROM usage_home_installations'
];

test('records past their retention are deleted once all that is due is published, and not before', async () => {
	const folder = temporaryFolder();
	const warehouse = await temporaryWarehouse(folder);
	const file = temporaryFile('a.ndjson', toNdjson([...homes('2026-W45'), ...homes(week)]));
	await loadRecords(warehouse, dataset, await inspectFile(file, recordColumns(dataset)));
	const publish = (more: object) =>
		publishDue(warehouse, {
			dataset,
			dataFolder: folder,
			policy: Policy.parse({}),
			synthetic: false,
			productVersion: '0',
			now: 0,
			...more
		});
	const half = homes(week).length;
	const all = [{ count: 2 * half }];
	const publishOn = (day: string, more = {}) => publish({ now: Date.parse(day), ...more });
	expect(await publishOn('2027-06-01', { newestMonths: 1 })).toHaveLength(1);
	expect(await warehouse.all(rows)).toEqual(all);
	// Ninety days after Sunday 2026-11-08.
	await publishOn('2027-02-07');
	expect(await warehouse.all(rows)).toEqual(all);
	await publishOn('2027-02-08');
	expect(await warehouse.all(rows)).toEqual([{ count: half }]);
	expect(
		await warehouse.all('SELECT count(*)::INTEGER AS count FROM usage_home_installations_unit')
	).toEqual([{ count: 60 }]);
});

test('an example dataset is loaded, published and read by its definition alone', async () => {
	const folder = temporaryFolder();
	const warehouse = await temporaryWarehouse(folder);
	const file = temporaryFile('a.ndjson', toNdjson([...homes('2026-W45'), ...homes('2026-W46')]));
	await loadRecords(warehouse, dataset, await inspectFile(file, recordColumns(dataset)));
	const outcomes = await publishDue(warehouse, {
		dataset,
		dataFolder: folder,
		policy: Policy.parse({}),
		synthetic: false,
		productVersion: '0',
		now: Date.parse('2026-12-01')
	});
	expect(outcomes).toMatchObject([
		{ dataset: 'home-installations', period: '2026-W46', outcome: 'published' }
	]);

	const store = new PublishedStore(folder, [dataset]);
	const { datasets } = await store.readCatalog();
	expect(datasets).toMatchObject([
		{ id: dataset.id, periods: { week: ['2026-W46'], month: [] }, unit: dataset.unit }
	]);
	const read = async (table: string) => {
		const view = await store.readTable({ dataset: dataset.id, table, granularity: 'week' });
		if (!view) throw new Error(`${table} is not published`);
		return view;
	};
	const cells = (await read('home_integration')).cells.map(
		({ categories, value, status }) => `${categories.join(' ')}: ${value ?? status}`
	);
	expect(cells).toEqual(expect.arrayContaining(['hue yes: 30', 'hue no: 30', 'hue *: 60']));
	// All homes have MQTT, three have Sonos: neither answer is told.
	for (const code of ['mqtt', 'sonos', 'zha', 'other']) {
		expect(cells).toEqual(expect.arrayContaining([`${code} yes: hidden`, `${code} no: hidden`]));
	}
	// All run one version, which would be told of each of them.
	const json = toTableJson(await read('home_core'));
	expect(json).toMatchObject({ dataset: dataset.id, table: 'home_core', dimensions: ['core'] });
	expect(json.cells).toContainEqual({
		period: '2026-W46',
		core: '2026',
		measure: 'homes',
		value: null,
		status: 'hidden'
	});
	expect(toCsv(await read('home_core'))).toContain('2026-W46,2026-11-09,*,homes,60,A,F');
});
