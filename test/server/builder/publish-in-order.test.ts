// Several periods at once: the same releases in the same order, whatever is ready first and whatever fails.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import { DisclosureError } from '../../../src/lib/disclosure/disclosure-error.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { ProverThreads } from '../../../src/lib/server/builder/prove/prover-threads.ts';
import { proverHere, type Prover } from '../../../src/lib/server/builder/prove/prover.ts';
import { publishDue, type PublishOptions } from '../../../src/lib/server/builder/publish.ts';
import { StoreError } from '../../../src/lib/server/store/store-error.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import { WarehouseHeartbeats } from '../../../src/lib/server/warehouse/warehouse-heartbeats.ts';
import { openWarehouse, type Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { fleet, toNdjson } from '../../support/heartbeats.ts';
import { digestsOf } from '../../support/release-folders.ts';

/** A month with its weeks, and the end of the month before. */
const days = Array.from({ length: 43 }, (_, day) =>
	new Date(Date.parse('2026-09-20') + day * 86_400_000).toISOString().slice(0, 10)
);
const all = [
	'2026-W44',
	'2026-W43',
	'2026-W42',
	'2026-W41',
	'2026-W40',
	'2026-W39',
	'2026-10',
	'2026-09'
];
let folder: string;
/** Each period proved in this thread once the one before was written. */
let one: Awaited<ReturnType<typeof publish>>;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'murmuration-'));
	const fleets = days.map((day, index) => toNdjson(fleet(30 + (index % 7), day)));
	const file = join(folder, 'a.ndjson');
	writeFileSync(file, fleets.join(''));
	await withWarehouse((warehouse) => loadFile(warehouse, file));
	one = await publish();
	expect(one.told).toEqual(all.map((period, index) => `${index + 1} ${period}`));
});
afterAll(() => {
	rmSync(folder, { recursive: true });
});

async function withWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>) {
	const warehouse = await openWarehouse(folder);
	return work(warehouse).finally(() => {
		warehouse.close();
	});
}

/** Publishes everything into an empty folder; what was told, and the digests of what is there. */
async function publish(
	more: Partial<PublishOptions> | ((warehouse: Warehouse) => Partial<PublishOptions>) = {},
	name = 'data'
) {
	const dataFolder = join(folder, name);
	const told: string[] = [];
	const publishing = withWarehouse((warehouse) =>
		publishDue(warehouse, {
			dataset: heartbeats,
			dataFolder,
			policy: Policy.parse({}),
			synthetic: false,
			productVersion: '0',
			now: Date.parse('2026-11-21'),
			onProgress: (done, _all, period) => told.push(`${done} ${period}`),
			...(typeof more === 'function' ? more(warehouse) : more)
		})
	);
	const outcome = await publishing.catch((error: unknown) => error);
	const files = [...digestsOf(join(dataFolder, 'published'))].map(
		([path, digest]) => [path.slice(dataFolder.length), digest] as const
	);
	return { outcome, told, files: new Map(files) };
}

/** Proves the first of what it has last, and says of each task how many releases there were when it came. */
function lastFirst(asked: Map<string, number>, countReleases: () => number): Prover {
	const waiting: (() => void)[] = [];
	return {
		ahead: all.length,
		prove: async (task) => {
			asked.set(task.context.period.id, countReleases());
			await new Promise<void>((resolve) => {
				waiting.push(resolve);
				setTimeout(() => waiting.pop()?.(), 20);
			});
			return proverHere.prove(task);
		}
	};
}

/** Proves all periods but one. */
const failing = (period: string, error: Error): Prover => ({
	ahead: 4,
	prove: (task) =>
		task.context.period.id === period ? Promise.reject(error) : proverHere.prove(task)
});
const refusing = (period: string) => failing(period, new DisclosureError('infeasible', ['all']));
const breaking = (period: string) => failing(period, new TypeError('out of memory'));

/** Heartbeats that can be counted until one period is asked for. */
class LostAt extends WarehouseHeartbeats {
	readonly #period: string;

	constructor(period: string, warehouse: Warehouse) {
		super(warehouse);
		this.#period = period;
	}

	override count(...asked: Parameters<WarehouseHeartbeats['count']>) {
		if (asked[1].id === this.#period) throw new StoreError('the database is away');
		return super.count(...asked);
	}
}

test('threads publish the same releases, to the byte, and tell of them in the same order', async () => {
	const prover = new ProverThreads(3);
	try {
		expect(await publish({ prover }, 'threads')).toEqual(one);
	} finally {
		await prover.close();
	}
});

test('whatever is proved first, releases are written in order, and months once their weeks are', async () => {
	const asked = new Map<string, number>();
	const told: string[] = [];
	const result = await publish(
		{
			prover: lastFirst(asked, () => told.length),
			onProgress: (done, _all, period) => told.push(`${done} ${period}`)
		},
		'last-first'
	);
	expect(told).toEqual(one.told);
	expect(result.files).toEqual(one.files);
	expect(asked.get('2026-W43')).toBe(0);
	// W40 is of both months; W39 lies before October.
	expect(asked.get('2026-10')).toBe(5);
	expect(asked.get('2026-09')).toBe(6);
});

test('a period that is refused is told in its place and keeps no other from being published', async () => {
	const result = await publish({ prover: refusing('2026-W41') }, 'refused');
	expect(result.told).toEqual(one.told);
	expect(result.outcome).toContainEqual({
		dataset: 'heartbeats',
		period: '2026-W41',
		outcome: 'refused',
		reason: 'infeasible: 1 cell(s), first all'
	});
	const others = [...one.files.keys()].filter((path) => !path.includes('2026-W41'));
	expect([...result.files.keys()]).toEqual(others);
});

test('where the database is lost, what was begun before is published, and the rest another time', async () => {
	const lost = await publish(
		(warehouse) => ({
			heartbeats: new LostAt('2026-W42', warehouse),
			prover: { ahead: 4, prove: (task) => proverHere.prove(task) }
		}),
		'lost'
	);
	expect(lost.outcome).toBeInstanceOf(StoreError);
	expect(lost.told).toEqual(['1 2026-W44', '2 2026-W43']);
	expect(lost.files.size).toBe(6);
	expect((await publish({}, 'lost')).files).toEqual(one.files);
});

test('where a thread is lost, what comes before it is published, and nothing behind it', async () => {
	const result = await publish({ prover: breaking('2026-W42') }, 'broken');
	expect(result.outcome).toEqual(new TypeError('out of memory'));
	expect(result.told).toEqual(['1 2026-W44', '2 2026-W43']);
	expect(result.files.size).toBe(6);
});
