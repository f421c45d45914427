import { gzipSync } from 'node:zlib';
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toLiteral } from '../../../src/lib/server/sql-literal.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import type { Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { fleet, heartbeat, toNdjson } from '../../support/heartbeats.ts';
import { csvColumns, toCsv } from './csv.ts';
import { readContent, temporaryFile, temporaryWarehouse } from './temporary-warehouse.ts';

const bare = { ...heartbeat(90), config: { ...heartbeat(90).config, integrations: [] } };
const odd = {
	...heartbeat(91),
	runtime: { ...heartbeat(91).runtime, db_version: 'a "b", \\c\nd' }
};
const records = [...fleet(50), bare, odd];

/** A Parquet file of `columns` from the given records. */
async function parquet(warehouse: Warehouse, columns = '*'): Promise<string> {
	const source = temporaryFile('source.ndjson', toNdjson(records));
	const path = temporaryFile('f.parquet', '');
	rmSync(path);
	await warehouse.run(
		`COPY (SELECT ${columns} FROM read_json(${toLiteral(source)})) TO ${toLiteral(path)}`
	);
	return path;
}

async function contentOf(path: string): Promise<unknown> {
	const warehouse = await temporaryWarehouse();
	expect(await loadFile(warehouse, path)).toMatchObject({ loaded: 52, duplicate: 0, rejected: 0 });
	return readContent(warehouse);
}

test('NDJSON, CSV and Parquet, packed or not, give the same rows', async () => {
	const maker = await temporaryWarehouse();
	const csv = toCsv(records);
	const expected = await contentOf(temporaryFile('f.ndjson', toNdjson(records)));
	for (const path of [
		temporaryFile('f.jsonl', toNdjson(records).trimEnd()),
		temporaryFile('f.ndjson.gz', gzipSync(toNdjson(records))),
		temporaryFile('packed.ndjson', gzipSync(toNdjson(records))),
		temporaryFile('f.csv', csv),
		temporaryFile('windows.csv', `\uFEFF${csv.replaceAll(/\n(?!d)/g, '\r\n')}`),
		temporaryFile('other-order.csv', toCsv(records, csvColumns.toReversed())),
		temporaryFile('f.csv.gz', gzipSync(csv)),
		await parquet(maker, '* REPLACE (sent_at::VARCHAR AS sent_at)').then(() => parquet(maker)),
		await parquet(maker, "* REPLACE (strftime(sent_at, '%Y-%m-%dT%H:%M:%SZ') AS sent_at)")
	]) {
		expect(await contentOf(path), path).toEqual(expected);
	}
});

test('a Parquet row with an extra column, a missing one or a NULL is rejected like its JSON', async () => {
	const maker = await temporaryWarehouse();
	const warehouse = await temporaryWarehouse();
	for (const [columns, field] of [
		["*, 'x' AS hostname", 'hostname'],
		['* EXCLUDE (kodus)', 'kodus'],
		['* REPLACE (NULL::VARCHAR AS instance_id)', 'instance_id'],
		[
			"* REPLACE ({'version': 'a', 'deployment': 'k8s', 'uptime_hours': 1, 'host': 'x'} AS kodus)",
			'kodus.host'
		]
	] as const) {
		const result = await loadFile(warehouse, await parquet(maker, columns));
		expect(result, columns).toMatchObject({ loaded: 0, rejected: 52 });
		expect(result.problems[0], columns).toMatchObject({ line: 1, field });
	}
});

test('a CSV cell of the wrong type is told with its line', async () => {
	const warehouse = await temporaryWarehouse();
	const [header = '', first = '', second = ''] = toCsv(records).split('\n');
	const cells = second.split(',');
	cells[csvColumns.indexOf('kodus.uptime_hours')] = 'many';
	cells[csvColumns.indexOf('config.kody_rules_enabled')] = '1';
	cells[csvColumns.indexOf('runtime.cpu_count')] = '';
	const content = [header, first, cells.join(','), ''].join('\n');
	const result = await loadFile(warehouse, temporaryFile('f.csv', content));
	expect(result).toMatchObject({ loaded: 1, rejected: 1 });
	expect(result.problems.map(({ line, field }) => [line, field])).toEqual([
		[3, 'kodus.uptime_hours'],
		[3, 'runtime.cpu_count'],
		[3, 'config.kody_rules_enabled']
	]);
});

const csv = toCsv(records);
const packed = gzipSync(toNdjson(records));

test.each([
	['f.ndjson', '', 'f.ndjson: the file is empty'],
	['f.ndjson', '\n\n', 'f.ndjson: the file is empty'],
	['f.ndjson.gz', gzipSync(''), 'f.ndjson.gz: the file is empty'],
	[
		'f.ndjson.gz',
		packed.subarray(0, 400),
		'f.ndjson.gz: the gzip stream ends early; nothing of it was loaded'
	],
	[
		'f.ndjson.gz',
		damaged(packed),
		'f.ndjson.gz: the gzip stream is damaged; nothing of it was loaded'
	],
	['f.ndjson.gz', '{}\n', 'f.ndjson.gz: not a gzip file, although its name ends in .gz'],
	['f.parquet', '{}\n{}\n', 'f.parquet: not a Parquet file'],
	['f.parquet', 'PAR1abcdef', 'f.parquet: the Parquet file ends early; nothing of it was loaded'],
	[
		'f.parquet',
		'PAR1abcdefPAR1',
		"f.parquet: can't be read as parquet; nothing of the file was loaded"
	],
	[
		'f.xlsx',
		'x',
		'f.xlsx: unknown kind of file, expected .ndjson, .jsonl or .csv, each also with .gz, or .parquet'
	],
	[
		'f.csv',
		csv.replace('kodus.version', 'version'),
		'f.csv: column 4 is not in the schema: version'
	],
	['f.csv', csv.replace(',sent_at', ''), 'f.csv: the column sent_at is missing'],
	[
		'f.csv',
		csv.replace(',sent_at', ',instance_id'),
		'f.csv: the column instance_id is there twice'
	],
	[
		'f.csv',
		csv.replace('docker', 'docker,docker'),
		'f.csv: line 2: not as many cells as the header has columns; nothing of the file was loaded'
	],
	[
		'f.ndjson',
		`{}\n${'x'.repeat(3_000_000)}\n`,
		'f.ndjson: line 2: longer than 2 MB; nothing of the file was loaded'
	]
])('%s: %#', async (name, content, message) => {
	const warehouse = await temporaryWarehouse();
	const before = await readContent(warehouse);
	await expect(loadFile(warehouse, temporaryFile(name, content))).rejects.toThrow(
		expect.objectContaining({ name: 'SourceError', message })
	);
	expect(await readContent(warehouse)).toEqual(before);
});

test('a file that is not there, or is a folder, is told as such', async () => {
	const warehouse = await temporaryWarehouse();
	await expect(loadFile(warehouse, '/nowhere/f.ndjson')).rejects.toThrow(
		'/nowhere/f.ndjson: no such file'
	);
	await expect(loadFile(warehouse, warehouse.folder)).rejects.toThrow(/: not a file$/);
});

function damaged(bytes: Buffer): Buffer {
	const copy = Buffer.from(bytes);
	copy.fill(0xff, 200, 260);
	return copy;
}
