import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { toRows } from '../../../src/lib/export/csv.ts';
import { openReader } from '../../../src/lib/server/published/database.ts';
import { writeNote } from '../../../src/lib/server/published/notes.ts';
import { PublishedStore } from '../../../src/lib/server/published/published-store.ts';
import { TableRange } from '../../../src/lib/server/published/table-query.ts';
import { temporaryFolder } from '../../support/murmuration.ts';
import { publishCounts } from '../../support/publish-counts.ts';

let folder: string;
let remove: () => Promise<void>;

beforeAll(async () => {
	({ folder, remove } = await temporaryFolder());
	await publishCounts(folder, '2026-W40', { version: { '2.0.9': 100, '2.1.0': 50, '2.1.1': 40 } });
	await publishCounts(folder, '2026-W42', { version: { '2.1.0': 100, '2.1.1': 60, '2.0.9': 4 } });
});
afterAll(() => remove());

const query = { dataset: 'heartbeats', table: 'version', granularity: 'week' } as const;

describe('the published store', () => {
	test('gives a dense grid: hidden where a release does not name a category, missing where there is no release', async () => {
		const view = await new PublishedStore(folder).readTable(query);
		const at = (period: string, code: string) =>
			view?.cells.find((cell) => cell.period === period && cell.categories[0] === code);
		expect(view?.periods.map(({ id }) => id)).toEqual(['2026-W40', '2026-W41', '2026-W42']);
		expect(at('2026-W40', '2.0')).toMatchObject({ value: 100, status: 'published' });
		expect(at('2026-W41', '*')).toMatchObject({ value: null, status: 'missing' });
		expect(at('2026-W42', '2.0')).toMatchObject({ value: null, status: 'hidden' });
		expect(at('2026-W42', '2.1.0')).toMatchObject({ value: 100, status: 'published' });
		expect(view?.cells).toHaveLength(3 * ((view?.dimensions[0]?.categories.length ?? 0) + 1));
	});

	test('tells a period that was published without the table from one without a release', async () => {
		const { folder, remove } = await temporaryFolder();
		try {
			await publishCounts(folder, '2026-W39', { deployment: { docker: 100 } });
			await publishCounts(folder, '2026-W40', { version: { '2.1.0': 100 } });
			await publishCounts(folder, '2026-W42', { version: { '2.1.0': 100 } });
			const view = await new PublishedStore(folder).readTable({ ...query, from: '2026-W39' });
			expect(view?.uncollected).toEqual(['2026-W39']);
			if (!view) throw new Error('expected a table');
			const margins = toRows(view).filter(([, , code]) => code === '*');
			expect(margins.map((row) => [row[0], row.at(-3), row.at(-2)])).toEqual([
				['2026-W39', null, 'L'],
				['2026-W40', 100, 'A'],
				['2026-W41', null, 'O'],
				['2026-W42', 100, 'A']
			]);
		} finally {
			await remove();
		}
	});

	test('orders versions old to new with the rest last', async () => {
		const view = await new PublishedStore(folder).readTable(query);
		const codes = view?.dimensions[0]?.categories.map(({ code }) => code) ?? [];
		expect(codes.at(-1)).toBe('other');
		expect(codes.indexOf('2.0')).toBeLessThan(codes.indexOf('2.1'));
		expect(codes.indexOf('2.1.1')).toBeLessThan(codes.indexOf('2.1 other'));
	});

	test('has nothing for an unknown table, an unknown dataset, or an empty folder', async () => {
		const store = new PublishedStore(folder);
		expect(await store.readTable({ ...query, table: 'nope' })).toBeUndefined();
		expect(await store.readTable({ ...query, dataset: '../heartbeats' })).toBeUndefined();
		const empty = new PublishedStore(join(folder, 'empty'));
		expect(await empty.readCatalog()).toEqual({ datasets: [] });
	});

	test('has another name for what is published once a release or a note is added, and else the same', async () => {
		const { folder, remove } = await temporaryFolder();
		try {
			const store = new PublishedStore(folder);
			const stamps = new Set([await store.readStamp()]);
			for (const period of ['2026-W40', '2026-W41']) {
				await publishCounts(folder, period, { version: { '2.1.0': 100 } });
				stamps.add(await store.readStamp());
			}
			const note = { id: 'agents', from: '2026-10-01', tables: ['version'] };
			await writeNote(join(folder, 'published'), 'heartbeats', {
				...note,
				kind: 'note',
				text: 'Agents.'
			});
			stamps.add(await store.readStamp());
			expect(stamps.size).toBe(4);
			expect(stamps).toContain(await store.readStamp());
			expect(stamps).toContain(await new PublishedStore(folder).readStamp());
		} finally {
			await remove();
		}
	});

	test('refuses a range of more than 600 periods', async () => {
		const store = new PublishedStore(folder);
		await expect(store.readTable({ ...query, from: '1990-W01' })).rejects.toThrow(RangeError);
	});
});

describe('its database', () => {
	test('reads nothing outside the published folder and can not be reconfigured', async () => {
		const connection = await openReader(join(folder, 'published'));
		await expect(connection.run("SELECT * FROM read_text('/etc/hostname')")).rejects.toThrow(
			/[Pp]ermission/
		);
		await expect(connection.run('SET enable_external_access = true')).rejects.toThrow(/lock/);
		await expect(connection.run("ATTACH '/tmp/other.duckdb'")).rejects.toThrow(
			/[Pp]ermission|disabled/
		);
	});
});

describe('TableRange', () => {
	test.each([
		[{ granularity: 'day' }, 'granularity'],
		[{ from: '2026-11' }, 'from'],
		[{ granularity: 'month', to: '2026-W11' }, 'to'],
		[{ from: '2026-W99' }, 'from'],
		[{ from: '2026-W20', to: '2026-W19' }, 'to'],
		[{ form: '2026-W20' }, '']
	])('refuses %j and names the parameter', (parameters, field) => {
		const result = TableRange.safeParse(parameters);
		expect(result.success).toBe(false);
		expect(result.error?.issues[0]?.path.join('.')).toBe(field);
	});
});
