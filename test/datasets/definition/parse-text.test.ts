import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkNames } from '../../../src/lib/datasets/definition/check-names.ts';
import { checkPages } from '../../../src/lib/datasets/definition/check-pages.ts';
import { checkTables } from '../../../src/lib/datasets/definition/check-tables.ts';
import { parseDefinitionText } from '../../../src/lib/datasets/definition/parse-text.ts';
import { datasets, definitions } from '../../../src/lib/datasets/registry.ts';

const file = new URL('../../../data/example/home-servers.jsonc', import.meta.url);
const text = readFileSync(file, 'utf8');

/** The reasons against the example with one part of it replaced, without the line. */
function reasonsOf(from: string | RegExp, to: string): string[] {
	const changed = text.replace(from, to);
	expect(changed).not.toBe(text);
	const parsed = parseDefinitionText(changed);
	return 'problems' in parsed
		? parsed.problems.map(({ line, field, reason }) => `${line} ${field}: ${reason}`)
		: [];
}

function example() {
	const parsed = parseDefinitionText(text);
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
	return parsed.defined;
}

describe('a definition', () => {
	test('gets what follows from its record: codes, bands, answers, the count, a page', () => {
		const { dataset, pages } = example();
		expect(dataset).toMatchObject({ measure: 'servers', granularities: ['week'] });
		const codes = Object.fromEntries(dataset.dimensions.map((one) => [one.id, one.codes]));
		expect(codes['size']).toEqual(['0 to 49', '50 to 199', '200 to 999', '1000 or more']);
		expect(codes['integration']).toEqual([...(codes['integration'] ?? []).slice(0, 8), 'other']);
		const closed = dataset.dimensions.filter((one) => one.closed).map(({ id }) => id);
		expect(closed).toEqual(['installation_type']);
		expect(dataset.dimensions.at(-1)).toMatchObject({ id: 'answer', column: 'answer' });
		expect(pages).toHaveLength(1);
		const drawn = pages[0]?.charts.map(({ tables, kind }) => `${tables.join()} ${kind}`);
		expect(drawn).toHaveLength(dataset.tables.length);
		expect(drawn).toEqual(
			expect.arrayContaining(['server_version stack', 'server_integration reach'])
		);
	});

	test.each([
		[
			'"kind": "answer" },',
			'"kind": "bool" },',
			'expected code, set, answer, version, count or amount'
		],
		['"unit": "server_id"', '"unit": "Server Id"', 'record.unit: expected lower_snake letters'],
		['"time": "sent_at"', '"time": "first_week"', 'record.time'],
		[
			'"column": "entities",\n\t\t\t"bounds"',
			'"column": "arch",\n\t\t\t"bounds"',
			'dimensions: expected each column to be a field'
		],
		['[50, 200, 1000]', '[50, 20]', 'dimensions.5.bounds: expected ascending whole numbers from 1'],
		['"aarch64", "armv7"]', '"aarch64", "other"]', 'record.fields.2.codes.2: expected letters'],
		['"aarch64", "armv7"]', `"it's"]`, 'record.fields.2.codes.1: expected letters'],
		[
			'"dimensions": ["arch"]',
			'"dimensions": ["archs"]',
			'tables.2.dimensions: expected version, '
		],
		[
			'["integration", "answer"]',
			'["integration"]',
			'tables.3.dimensions: expected a set to stand first'
		],
		[
			'["arch"]',
			'["arch", "integration", "answer"]',
			'tables.2.dimensions: expected a set to stand first'
		],
		['"id": "server_arch"', '"id": "cloud"', 'tables.4: expected each once, got cloud again'],
		[
			'"tables": ["server_version", ',
			'"tables": ["no_such", ',
			'notes.0.tables: expected server_version, '
		],
		[
			'"id": "arch", "title"',
			'"id": "period", "column": "arch", "title"',
			'dimensions.2.id: expected none of period'
		],
		['"mqtt": "MQTT"', '"mqttt": "MQTT"', 'dimensions.3.labels: expected mqtt'],
		['"retentionDays": 120', '"retentionDays": 2', 'record.retentionDays'],
		['"id": "home-servers"', '"id": "line"', 'id: expected neither stage nor line'],
		['"id": "home-servers"', '"id": "home-unit"', 'id: expected neither stage nor line'],
		['"id": "home-servers"', '"id": "../home"', 'id: expected lower-case letters'],
		[
			'"id": "home-servers"',
			'"id": "home-servers", "register": "heartbeats"',
			'register: expected a record instead'
		],
		[
			'"notes": [',
			'"pages": [{ "id": "home", "title": "Home", "question": "?", "charts": [{ "id": "a", "title": "A", "kind": "heat", "tables": ["cloud"] }] }], "notes": [',
			'pages.0.charts.0.kind: expected stack or reach for cloud'
		],
		['"notes": [', '"pages": [], "notes": [', 'pages: '],
		['"title": "Home servers",', '"titel": "Home servers",', 'titel: unknown field']
	])('with %j for %j is refused: %s', (from, to, reason) => {
		expect(reasonsOf(from, to).join('\n')).toContain(reason);
	});

	test('says the line of what is wrong', () => {
		const line = text.split('\n').findIndex((one) => one.includes('"bounds"')) + 1;
		expect(reasonsOf('[50, 200, 1000]', '[0]')).toEqual([
			expect.stringMatching(new RegExp(`^${line} dimensions\\.5\\.bounds`))
		]);
		expect(reasonsOf('"record": {', '"record": }')).toEqual([
			expect.stringMatching(/^\d+ : expected JSON/)
		]);
	});

	test.each(['__proto__', 'constructor', 'toString'])('can’t call anything %s', (name) => {
		expect(reasonsOf('"mqtt",', `"${name}",`).join()).toContain('expected another name');
		expect(reasonsOf('"mqtt": "MQTT"', `"${name}": "MQTT"`).join()).toContain(
			'expected another name'
		);
		expect(reasonsOf('"title": "Home servers",', `"${name}": { "title": "x" },`).join()).toContain(
			'expected another name'
		);
		expect(({} as Record<string, unknown>)['title']).toBeUndefined();
	});

	test('has no name that another dataset or the site has', () => {
		const defined = example();
		expect(checkNames(defined, definitions)).toEqual([]);
		const again = checkNames(defined, [...definitions, defined]).map(({ field }) => field);
		expect(again).toEqual(
			expect.arrayContaining(['id', 'tables.0.id', 'pages.0.id', 'pages.0.charts.0.id'])
		);
		const routes = new URL('../../../src/routes', import.meta.url);
		const [page] = defined.pages;
		if (!page) throw new Error('the example has no page');
		const top = ['', '/(site)'].flatMap((folder) =>
			readdirSync(`${routes.pathname}${folder}`, { withFileTypes: true })
				.filter((entry) => entry.isDirectory())
				.map(({ name }) => name.replace(/[[.(].*$/, ''))
				.filter((name) => name !== '')
		);
		expect(top.length).toBeGreaterThan(10);
		for (const id of top) {
			expect(checkNames({ ...defined, pages: [{ ...page, id }] }, []), id).toHaveLength(1);
		}
	});
});

test('the program’s own datasets keep to the same rules', () => {
	expect(datasets.flatMap((dataset) => checkTables(dataset))).toEqual([]);
	expect(definitions.flatMap(({ dataset, pages }) => checkPages(dataset, pages))).toEqual([]);
});
