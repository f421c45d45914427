// Every number on the wire against the raw heartbeats, and every byte against what must never be there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heartbeats } from '../../src/lib/datasets/heartbeats.ts';
import { parsePeriod } from '../../src/lib/schema/period.ts';
import { startServer, type RunningServer } from '../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../support/published-fleet.ts';
import { visible } from './outputs/public-outputs.ts';
import { RawTruth, type Truth } from './raw-truth.ts';

interface Cell {
	period: string;
	value: number | null;
	status: string;
	[dimension: string]: string | number | null;
}

interface Catalog {
	datasets: {
		id: string;
		tables: { id: string; dimensions: string[]; measure?: string }[];
		periods: Record<string, string[]>;
	}[];
}

let fleet: PublishedFleet;
let server: RunningServer;
let truth: RawTruth;
let catalog: Catalog;

beforeAll(async () => {
	fleet = await publishFleet();
	truth = await RawTruth.read(fleet.heartbeatsFile);
	server = await startServer(fleet.dataFolder);
	catalog = (await (await fetch(`${server.origin}/api/v1/datasets`)).json()) as Catalog;
});

afterAll(async () => {
	await server.stop();
	await fleet.remove();
});

async function readCells(table: string, granularity: string): Promise<Cell[]> {
	const url = `${server.origin}/api/v1/datasets/heartbeats/tables/${table}?granularity=${granularity}`;
	const body = (await (await fetch(url)).json()) as { cells: Cell[] };
	return body.cells;
}

interface Category {
	code: string;
	parent: string;
}

async function readCategories(period: string, dimension: string): Promise<Category[]> {
	const response = await fetch(`${server.origin}/api/v1/releases/heartbeats/${period}`);
	const { manifest } = (await response.json()) as {
		manifest: { dimensions: { id: string; categories: Category[] }[] };
	};
	return manifest.dimensions.find(({ id }) => id === dimension)?.categories ?? [];
}

/** True count behind a category: its own, that of all versions below it, or what its named siblings leave. */
function countOf(code: string, counts: Truth, categories: readonly Category[]): number {
	const sum = (keep: (name: string) => boolean) =>
		[...counts].reduce((total, [name, count]) => total + (keep(name) ? count : 0), 0);
	if (code === '*') return sum(() => true);
	if (counts.has(code)) return counts.get(code) ?? 0;
	if (!code.endsWith('other')) return sum((name) => name.startsWith(`${code}.`));
	const parent = categories.find((category) => category.code === code)?.parent ?? '*';
	const named = categories.filter(
		(category) => category.parent === parent && category.code !== code
	);
	const shown = named.map((category) => countOf(category.code, counts, categories));
	return countOf(parent, counts, categories) - shown.reduce((total, count) => total + count, 0);
}

/** Counts of the first of two attributes where the second is in the category `code` of a flat list. */
function sliceOf(counts: Truth, code: string, categories: readonly Category[]): Truth {
	const named = new Set(categories.map((category) => category.code));
	const slice = new Map<string, number>();
	for (const [pair, count] of counts) {
		const [first = '', second = ''] = pair.split('|');
		const isIn = code === '*' || (named.has(second) ? second === code : code === 'other');
		if (isIn) slice.set(first, (slice.get(first) ?? 0) + count);
	}
	return slice;
}

/** Tables that count; sums are attacked in sums/. */
const tables = () => (catalog.datasets[0]?.tables ?? []).filter(({ measure }) => !measure);
const periods = (granularity: string) => catalog.datasets[0]?.periods[granularity] ?? [];
const round = (count: number) => Math.round(count / 5) * 5;

/** Safe names, written again: exact text to `major.minor.patch` and a flag. */
const patch = String.raw`
	CASE WHEN regexp_full_match(kodus.version, '(selfhosted-)?v?\d+\.\d+\.\d+([-+].*)?')
		AND NOT kodus.version LIKE '%0.0.0%'
	THEN regexp_extract(kodus.version, '(\d+\.\d+\.\d+)([-+].*)?$', 1)
		|| CASE WHEN regexp_matches(kodus.version, '\d[-+]') THEN '-pre' ELSE '' END
	ELSE 'unknown' END`;

const flat: [table: string, dimension: string, expression: string][] = [
	['version', 'version', patch],
	['deployment', 'deployment', 'kodus.deployment'],
	['os', 'os', 'runtime.os'],
	['arch', 'arch', 'runtime.arch'],
	['node_major', 'node_major', String.raw`regexp_extract(runtime.node_version, '(\d+)', 1)`],
	['db_major', 'db_major', String.raw`regexp_extract(runtime.db_version, '(\d+)', 1)`],
	[
		'missed_nights',
		'missed_nights',
		"CASE WHEN missed < 2 THEN missed::VARCHAR ELSE '2 or more' END"
	],
	[
		'shared_id',
		'shared_id',
		"CASE WHEN len(list_filter(machines, lambda machine, place: place > 1 AND machines[place - 1] <> machine)) > 1 THEN 'yes' ELSE 'no' END"
	],
	['rules', 'rules', `CASE WHEN config.kody_rules_enabled THEN 'yes' ELSE 'no' END`]
];

const asked: [
	table: string,
	dimension: string,
	answer: string,
	code: string,
	expression: string
][] = [
	...['github', 'jira', 'forgejo'].map((code): [string, string, string, string, string] => [
		'integration',
		'integration',
		'answer',
		code,
		`list_contains(config.integrations, '${code}')`
	])
];

const crossed: [table: string, first: string, second: string][] = [
	['version_by_deployment', 'version', 'deployment'],
	['version_by_rules', 'version', 'rules'],
	['deployment_by_os', 'deployment', 'os'],
	['rules_by_deployment', 'rules', 'deployment']
];

describe.each(['week', 'month'])('by %s', (granularity) => {
	test.each(flat)(
		'each number of %s is the rounded count of the raw heartbeats, small categories in the rest',
		async (table, dimension, expression) => {
			const cells = await readCells(table, granularity);
			for (const id of periods(granularity)) {
				const { start, end } = parsePeriod(id);
				const counts = await truth.count(expression, start, end);
				const categories = await readCategories(id, dimension);
				for (const cell of cells.filter(({ period, value }) => period === id && value !== null)) {
					const code = String(cell[dimension]);
					expect(cell.value, `${code} in ${id}`).toBe(round(countOf(code, counts, categories)));
				}
			}
		}
	);

	test.each(crossed)(
		'each number of %s is the rounded count of both together',
		async (table, first, second) => {
			const cells = await readCells(table, granularity);
			const expressions = new Map(flat.map(([, dimension, expression]) => [dimension, expression]));
			const both = `(${expressions.get(first) ?? ''}) || '|' || (${expressions.get(second) ?? ''})`;
			for (const id of periods(granularity)) {
				const { start, end } = parsePeriod(id);
				const counts = await truth.count(both, start, end);
				const [rows, columns] = [await readCategories(id, first), await readCategories(id, second)];
				for (const cell of cells.filter(({ period, value }) => period === id && value !== null)) {
					const [row, column] = [String(cell[first]), String(cell[second])];
					const slice = sliceOf(counts, column, columns);
					expect(cell.value, `${row} ${column} in ${id}`).toBe(round(countOf(row, slice, rows)));
				}
			}
		}
	);

	test.each(asked)(
		'each number of %s by %s, as %s for %s, is its rounded count',
		async (table, dimension, answer, code, expression) => {
			const cells = await readCells(table, granularity);
			for (const id of periods(granularity)) {
				const { start, end } = parsePeriod(id);
				const counts = await truth.count(expression, start, end);
				for (const cell of cells.filter((one) => one.period === id && one[dimension] === code)) {
					if (cell.value === null || cell[answer] === '*') continue;
					expect(cell.value).toBe(
						round(counts.get(cell[answer] === 'yes' ? 'true' : 'false') ?? 0)
					);
				}
			}
		}
	);

	test('a category of fewer than k is named in no period in which it is small', async () => {
		for (const id of periods(granularity)) {
			const { start, end } = parsePeriod(id);
			for (const [, dimension, expression] of flat.slice(0, -2)) {
				const counts = await truth.count(expression, start, end);
				for (const { code } of await readCategories(id, dimension)) {
					if (counts.has(code)) expect(counts.get(code)).toBeGreaterThanOrEqual(10);
				}
			}
		}
	});

	test('no number is below k, and the grid is dense', async () => {
		for (const { id, dimensions } of tables()) {
			const cells = await readCells(id, granularity);
			for (const { value, status } of cells) {
				expect(value === null || (value >= 10 && value % 5 === 0)).toBe(true);
				expect(status === 'published').toBe(value !== null);
			}
			const sizes = dimensions.map(
				(dimension) => new Set(cells.map((cell) => cell[dimension])).size
			);
			const dense = sizes.reduce((product, size) => product * size, periods(granularity).length);
			expect(cells).toHaveLength(dense);
			expect(
				new Set(
					cells.map((cell) => JSON.stringify([cell.period, ...dimensions.map((one) => cell[one])]))
				).size
			).toBe(dense);
		}
	});

	test('CSV and JSON hide the same cells and show the same numbers', async () => {
		for (const { id, dimensions } of tables()) {
			const cells = await readCells(id, granularity);
			const url = `${server.origin}/api/v1/datasets/heartbeats/tables/${id}.csv?granularity=${granularity}`;
			const [header, ...lines] = (await (await fetch(url)).text()).trimEnd().split('\r\n');
			expect(header).toBe(
				`period,period_start,${dimensions.join(',')},measure,value,OBS_STATUS,CONF_STATUS`
			);
			const codes: Record<string, string> = { published: 'A,F', hidden: 'Q,C', missing: 'O,F' };
			expect(lines).toEqual(
				cells.map((cell) =>
					[
						cell.period,
						parsePeriod(cell.period).start,
						...dimensions.map((one) => cell[one]),
						'instances',
						cell.value ?? '',
						codes[cell.status]
					].join(',')
				)
			);
		}
	});
});

describe('every byte that leaves the server', () => {
	const bodies = new Map<string, string>();

	beforeAll(async () => {
		const charts = tables().map(({ id }) => id);
		const query = ['', '?granularity=month', '?measure=count'];
		const paths = [
			'/api/v1/datasets',
			...periods('week').map((id) => `/api/v1/releases/heartbeats/${id}`),
			...periods('month').map((id) => `/api/v1/releases/heartbeats/${id}`),
			...periods('week').map((id) => `/api/v1/releases/heartbeats/${id}/certificate`),
			...query.map((one) => `/${one}`),
			...charts.flatMap((id) => [
				`/tables/${id}`,
				`/tables/${id}?granularity=month`,
				`/embed/${id}`,
				`/embed/${id}.svg?measure=count&level=patch`,
				`/embed/${id}.svg?granularity=month`,
				`/tables/${id}/__data.json`,
				`/api/v1/datasets/heartbeats/tables/${id}`,
				`/api/v1/datasets/heartbeats/tables/${id}.csv`,
				`/api/v1/datasets/heartbeats/tables/${id}.csv-metadata.json`
			]),
			'/__data.json',
			...['versions', 'platforms', 'features', 'volume', 'health'].flatMap((page) => [
				`/${page}`,
				`/${page}?measure=count&level=patch`,
				`/${page}?granularity=month&compare=previous`
			]),
			'/no-such-page',
			'/tables/no-such-table',
			'/healthz'
		];
		for (const path of paths) {
			const body = await (await fetch(server.origin + path)).text();
			bodies.set(path, path.includes('.svg') ? visible(body) : body);
		}
	});

	test('holds no instance id', async () => {
		const { ids } = await truth.secrets();
		for (const [path, body] of bodies) {
			const found =
				body.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi) ?? [];
			expect(
				found.filter((id) => ids.includes(id.toLowerCase())),
				path
			).toEqual([]);
		}
	});

	test('holds no exact version text and no version that was never common', async () => {
		const { versions } = await truth.secrets();
		const common = new Set<string>();
		for (const id of [...periods('week'), ...periods('month')]) {
			const { start, end } = parsePeriod(id);
			for (const [name, count] of await truth.count(patch, start, end)) {
				if (count >= 10) common.add(name);
			}
		}
		const rare = versions.filter(
			(version) => !common.has(version) && /\d\.\d/.test(version) && version !== '0.0.0'
		);
		expect(rare.length).toBeGreaterThan(5);
		for (const version of rare) {
			const whole = new RegExp(`(?<![\\w.-])${version.replace(/[.+]/g, '\\$&')}(?![\\w.-])`);
			// Charts name what the maker released, by a public list and whoever runs it; numbers never do.
			const isPublic = heartbeats.releases.some((release) => release.version === version);
			for (const [path, body] of bodies) {
				if (isPublic && !path.startsWith('/api/')) continue;
				expect(whole.test(body), `${version} in ${path}`).toBe(false);
			}
		}
	});
});
