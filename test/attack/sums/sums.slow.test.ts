// Random command-line fleets with heavy tails, loaded, published and served by the program: no unit works out what
// another one adds, from all tables of a measure together. Once as records of units, once as rows that were added up.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cliUsage } from '../../../src/lib/datasets/cli-usage.ts';
import { aggregateUsage } from '../../support/aggregate-usage.ts';
import { instanceId, toNdjson } from '../../support/heartbeats.ts';
import {
	murmuration,
	startServer,
	temporaryFolder,
	type RunningServer
} from '../../support/murmuration.ts';
import { loadAttackSolver } from '../attacker/program.ts';
import { readRelease, type ReadRelease } from '../attacker/published.ts';
import { visible, toText } from '../outputs/public-outputs.ts';
import { readSums, type ReadMeasure, type ReadSum } from './read-sums.ts';
import { besiege, partsOf, type Truth } from './siege-of-sums.ts';

const weeks = ['2026-W42', '2026-W43', '2026-W44', '2026-W45', '2026-W46'];
const before = '2026-W41';
const dominance = 15;
const tools = ['file_read', 'file_edit', 'shell', 'search', 'web'];
const errors = ['network', 'timeout', 'crash', 'permission'];
const versions = ['2.5.1', '2.5.0', '2.4.1', '2.4.0', '1.9.0'];
const systems = ['linux', 'darwin', 'windows'];
const columnOf = { sessions: 'sessions', tool_calls: 'tool_calls', errors: 'errors' } as const;

interface Session {
	readonly installation_id: string;
	readonly week: string;
	readonly version: string;
	readonly os: string;
	readonly command: string | null;
	readonly tool: string | null;
	readonly error: string | null;
	readonly sessions: number;
	readonly tool_calls: number;
	readonly errors: number;
}

/** One unit's week. A few do as much as hundreds of others. */
function unitOf(n: number, week: string): fc.Arbitrary<Session> {
	const often = <Item>(items: readonly Item[]) =>
		fc.oneof(
			...items.map((item, at) => ({
				arbitrary: fc.constant(item),
				weight: Math.max(1, 4 ** (4 - at))
			}))
		);
	return fc
		.record({
			version: often(versions),
			os: often(systems),
			tool: often([...tools, null]),
			error: often([null, ...errors]),
			tail: fc.double({ min: 0.002, max: 1, noNaN: true })
		})
		.map(({ version, os, tool, error, tail }) => ({
			installation_id: instanceId(n),
			week,
			version,
			os,
			command: null,
			tool,
			error,
			sessions: Math.min(500, Math.ceil(1 / tail)),
			tool_calls: tool === null ? 0 : Math.min(20_000, Math.ceil(20 / tail)),
			errors: error === null ? 0 : Math.ceil(0.5 / tail)
		}));
}

/** A unit with nine tenths of what version 1 does, and the eleven of case T26 on Windows. */
const giant = instanceId(900);
const eleven = [900, 40, 20, 5, 5, 5, 5, 5, 5, 5, 5];

function planted(week: string): Session[] {
	const base = { week, command: null, error: null, errors: 0 };
	return [
		{
			...base,
			installation_id: giant,
			version: '1.9.0',
			os: 'linux',
			tool: 'shell',
			sessions: 480,
			tool_calls: 2
		},
		...Array.from({ length: 40 }, (_, at) => ({
			...base,
			installation_id: instanceId(1000 + at),
			version: '1.9.0',
			os: 'darwin',
			tool: 'shell',
			sessions: 1,
			tool_calls: 2
		})),
		...eleven.map((calls, at) => ({
			...base,
			installation_id: instanceId(930 + at),
			version: '2.5.1',
			os: 'linux',
			tool: 'language_server',
			sessions: 2,
			tool_calls: calls
		}))
	];
}

const records = weeks.flatMap((week, at) => [
	...(fc.sample(fc.tuple(...Array.from({ length: 160 }, (_, n) => unitOf(n, week))), {
		numRuns: 1,
		seed: 40 + at
	})[0] ?? []),
	...planted(week)
]);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: RunningServer;

/** What is known of the units, and how it is loaded. */
const kinds = ['records of units', 'aggregated rows'] as const;

async function serve(kind: (typeof kinds)[number]): Promise<void> {
	folder = await temporaryFolder();
	const file = join(folder.folder, 'sessions.ndjson');
	const known = new Map(records.map((one) => [one.installation_id, { ...one, week: before }]));
	const lines = [...known.values(), ...records].map((one) => ({ ...one, arch: 'x64' }));
	const isAggregated = kind === 'aggregated rows';
	writeFileSync(file, toNdjson(isAggregated ? aggregateUsage(cliUsage, lines) : lines));
	for (const verb of [
		['load', '--dataset', 'cli-usage', ...(isAggregated ? ['--aggregated'] : []), file],
		['publish', '--dataset', 'cli-usage']
	]) {
		const { code, stdout, stderr } = await murmuration(folder.folder, ...verb);
		if (code !== 0 || /[1-9]\d* rejected/.test(stdout)) throw new Error(stdout + stderr);
	}
	server = await startServer(folder.folder);
}

/** What each unit adds to every finest place of a measure. */
function truthOf({ measure, tables }: ReadMeasure, week: string): Truth {
	const column = columnOf[measure as keyof typeof columnOf];
	const sets = new Set(
		tables.flatMap(({ dimensions }) => dimensions.map(({ id }) => id)).filter(isSet)
	);
	const own = records.filter(
		(one) => one.week === week && [...sets].every((set) => one[set as 'tool'] !== null)
	);
	return new Map(
		own.map((one) => [
			one.installation_id,
			new Map(
				tables.map(({ dimensions, leaves }): [number, number] => {
					const codes = dimensions.map(({ id, categories }) =>
						leafOf(
							one[id as 'version'],
							categories.map(({ code }) => code),
							categories
						)
					);
					const leaf = leaves.get(codes.join('|'));
					if (leaf === undefined) throw new Error(`no place for ${codes.join(', ')}`);
					return [leaf, one[column]];
				})
			)
		])
	);
}

function isSet(dimension: string): boolean {
	return dimension === 'tool' || dimension === 'error';
}

/** The finest published category of a value: its own, or the rest beside the deepest one it lies in. */
function leafOf(
	value: string,
	codes: readonly string[],
	categories: readonly { readonly code: string; readonly parent: string }[]
): string {
	const [major = '', minor = ''] = value.split('.');
	const path = value.includes('.') ? [major, `${major}.${minor}`, value] : [value];
	const deepest = path.findLast((code) => codes.includes(code));
	if (deepest === undefined) return 'other';
	const hasFiner = categories.some(({ parent }) => parent === deepest);
	return hasFiner ? `${deepest} other` : deepest;
}

/** Whether the number of units behind a cell is published: of a version, a system, or a code of a set. */
function counted(release: ReadRelease, sum: ReadSum, { tables }: ReadMeasure): boolean {
	const ids = tables.find(({ id }) => id === sum.table)?.dimensions.map(({ id }) => id) ?? [];
	const named = sum.codes
		.map((code, at) => ({ code, id: ids[at] ?? '' }))
		.filter(({ code }) => code !== '*');
	const [one, ...others] = named;
	if (!one || others.length > 0) return !one;
	const table = { version: 'cli_version', os: 'cli_os' }[one.id] ?? one.id;
	const cell = release.cells.find(
		({ table: id, categories: [code, answer] }) =>
			id === table && code === one.code && (answer ?? 'yes') === 'yes'
	);
	return cell?.value !== null && cell?.value !== undefined;
}

/** A week in which version 1 has a name; elsewhere it is counted in the rest. */
const namedWeek = '2026-W42';

describe.each(kinds)('from %s', (kind) => {
	beforeAll(() => serve(kind));

	afterAll(async () => {
		await server.stop();
		await folder.remove();
	});

	describe.each(weeks)('in %s', (week) => {
		test('nobody works out what another one adds, or that few add to what is not counted', async () => {
			const solver = await loadAttackSolver();
			const release = await readRelease(server.origin, week, 'cli-usage');
			const measures = await readSums(server.origin, week, 'cli-usage');
			expect(measures.map(({ measure }) => measure)).toEqual(Object.keys(columnOf));
			for (const measure of measures) {
				const truth = truthOf(measure, week);
				const seconds = measure.sums.flatMap((sum) =>
					partsOf(sum, truth)
						.slice(0, 2)
						.map(([unit]) => unit)
				);
				const readers = ['a stranger', ...new Set(seconds)].slice(0, 16);
				const promise = {
					k: 10,
					dominance,
					isCounted: (sum: ReadSum) => counted(release, sum, measure)
				};
				for (const reader of readers) {
					expect(besiege(solver, measure, truth, reader, promise)).toEqual([]);
				}
			}
			const shown = measures.flatMap(({ sums }) => sums.filter((sum) => sum.shown));
			expect(shown.length).toBeGreaterThan(4);
		});

		test('what is shown is the sum of what units did', async () => {
			for (const measure of await readSums(server.origin, week, 'cli-usage')) {
				const truth = truthOf(measure, week);
				for (const sum of measure.sums) {
					if (!sum.shown) continue;
					const parts = partsOf(sum, truth);
					const all = parts.reduce((total, [, amount]) => total + amount, 0);
					expect(parts.length, sum.name).toBeGreaterThanOrEqual(10);
					expect(all, sum.name).toBeGreaterThanOrEqual(sum.shown.low);
					expect(all, sum.name).toBeLessThanOrEqual(sum.shown.high);
				}
			}
		});
	});

	describe('a unit with nine tenths of a sum', () => {
		test.each(['sessions_by_version'])(
			'hides it in every output of %s, and little else',
			async (table) => {
				const [sessions] = await readSums(server.origin, namedWeek, 'cli-usage');
				const ofTable = (sessions?.sums ?? []).filter((sum) => sum.table === table);
				const hidden = ofTable.find(({ codes: [code] }) => code === '1');
				expect(hidden).toBeDefined();
				expect(hidden?.shown).toBeUndefined();
				expect(ofTable.filter(({ shown }) => shown).length).toBeGreaterThan(1);
				const query = 'from=2026-W42&to=2026-W42';
				const csv = await (
					await fetch(`${server.origin}/api/v1/datasets/cli-usage/tables/${table}.csv?${query}`)
				).text();
				expect(csv).toContain(`2026-W42,2026-10-12,1,sessions,,Q,C`);
				const truth = sessions && hidden ? partsOf(hidden, truthOf(sessions, namedWeek)) : [];
				const all = truth.reduce((sum, [, amount]) => sum + amount, 0);
				expect((truth[0]?.[1] ?? 0) / all).toBeGreaterThan(0.75);
				for (const address of [
					`/embed/sessions?${query}`,
					`/embed/sessions.svg?${query}`,
					`/usage?${query}`,
					`/tables/${table}?${query}`
				]) {
					const response = await fetch(server.origin + address);
					expect(response.status, address).toBe(200);
					const text = visible(toText(Buffer.from(await response.arrayBuffer())));
					for (const number of [all, truth[0]?.[1] ?? 0].map(String)) {
						expect(new RegExp(`\\b${number}\\b`).test(text), `${address}: ${number}`).toBe(false);
					}
				}
			}
		);

		test('of eleven, as in case T26, hides the calls of that tool', async () => {
			const [, calls] = await readSums(server.origin, namedWeek, 'cli-usage');
			const sum = calls?.sums.find(({ codes: [code] }) => code === 'language_server');
			expect(sum).toBeDefined();
			expect(sum?.shown).toBeUndefined();
		});
	});
});
