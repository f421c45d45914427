// What must hold for all datasets together, since tables and charts are found by their names alone.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { datasetPages, datasets, findChart, findDataset } from '../../src/lib/datasets/registry.ts';
import { dimensionOf } from '../../src/lib/schema/dataset.ts';

const source = fileURLToPath(new URL('../../src', import.meta.url));

const duplicates = (names: readonly string[]) =>
	names.filter((name, index) => names.indexOf(name) !== index);

describe('over all datasets', () => {
	test('no two tables, and no two pages, have the same name', () => {
		expect(duplicates(datasets.flatMap(({ tables }) => tables.map(({ id }) => id)))).toEqual([]);
		expect(duplicates(datasetPages.map(({ page }) => page.id))).toEqual([]);
	});

	test('no chart has the name of a chart or table of another dataset', () => {
		const named = datasets.map(({ id, tables }) => {
			const charts = datasetPages
				.filter(({ dataset }) => dataset === id)
				.flatMap(({ page }) => page.charts.map((chart) => chart.id));
			return [...new Set([...charts, ...tables.map((table) => table.id)])];
		});
		expect(duplicates(named.flat())).toEqual([]);
	});

	test('every page shows tables of its own dataset, and every table has a chart', () => {
		for (const { dataset, page } of datasetPages) {
			const known = findDataset(dataset)?.tables.map(({ id }) => id);
			const shown = page.charts.flatMap(({ tables }) => tables);
			expect(known, page.id).toEqual(expect.arrayContaining([...shown, ...page.headlines]));
		}
		for (const { id, record, tables } of datasets.filter((one) => one.record)) {
			for (const table of tables) expect(findChart(id, table.id), record?.unit).toBeDefined();
		}
	});
});

describe.each(datasets.map((dataset) => [dataset.id, dataset] as const))('%s', (_, dataset) => {
	test('has dimensions for its tables and tables for its notes', () => {
		const tables = dataset.tables.map(({ id }) => id);
		for (const table of dataset.tables) {
			for (const id of table.dimensions) expect(dimensionOf(dataset, id).id).toBe(id);
		}
		for (const note of dataset.notes) expect(tables).toEqual(expect.arrayContaining(note.tables));
		expect(duplicates(dataset.dimensions.map(({ column }) => column))).toEqual([]);
	});

	test('asks about every code that its records may hold', () => {
		for (const field of dataset.record?.fields ?? []) {
			const dimension = dataset.dimensions.find(({ column }) => column === field.id);
			if (field.kind !== 'code' || !dimension) continue;
			const rest = dimension.kind === 'set' && !field.closed ? ['other'] : [];
			expect(dimension.codes).toEqual([...field.codes, ...rest]);
			expect(dimension.closed).toBe(dimension.kind === 'codes' && field.closed);
		}
	});

	test('leaves every field that makes a set optional, so that no set has to cover all units', () => {
		const sets = dataset.dimensions.filter(({ kind }) => kind === 'set');
		for (const { column } of sets) {
			const field = dataset.record?.fields.find(({ id }) => id === column);
			expect(field?.optional ?? true, column).toBe(true);
		}
	});
});

test('no code outside the definitions names a dataset of records', () => {
	const names = datasets.filter(({ record }) => record).map(({ id }) => id);
	expect(names.length).toBeGreaterThan(1);
	const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
		.map((path) => join(source, path))
		.filter((path) => statSync(path).isFile() && !path.includes(join('lib', 'datasets')));
	for (const file of files) {
		const text = readFileSync(file, 'utf8');
		expect(
			names.filter((name) => text.includes(name)),
			file
		).toEqual([]);
	}
});
