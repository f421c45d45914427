// What the product does not publish can't leak: no share of a hidden count, no sum, mean, extreme or weight.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import { Attacker } from '../attacker/attacker.ts';
import { loadAttackSolver } from '../attacker/program.ts';
import { readRelease, type ReadRelease } from '../attacker/published.ts';
import { serveWeeks, type ServedWeeks } from '../fleets/served-weeks.ts';
import { units, type Unit } from '../fleets/unit.ts';
import {
	addressesOf,
	only,
	readAll,
	readTables,
	toText,
	type ListedTable,
	visible
} from './public-outputs.ts';

/** Shares with a known denominator (T16), shares that all add up (T17), one large contributor (T26, T27), a small group of large machines (T29). */
const weeks = {
	shares: '2026-W20',
	allShares: '2026-W22',
	large: '2026-W24'
};

const fleets: Record<keyof typeof weeks, Unit[]> = {
	shares: [
		...units(128),
		...units(11, { deployment: 'bare' }),
		...units(4, { deployment: 'unknown' })
	],
	allShares: [...units(61), ...units(35, { version: '2.1.7' }), ...units(4, { version: '2.1.6' })],
	large: [...units(17, { users: 900 }), ...units(3, { deployment: 'bare', users: 900 })]
};

let served: ServedWeeks;
let tables: readonly ListedTable[];
const solver = await loadAttackSolver();

beforeAll(async () => {
	served = await serveWeeks(
		(['shares', 'allShares', 'large'] as const).map((name) => ({
			period: weeks[name],
			units: fleets[name]
		}))
	);
	tables = await readTables(served.origin);
});

afterAll(async () => {
	await served.stop();
});

/** Every percentage on a page, as it reads. */
function percentages(body: string): number[] {
	return [...body.matchAll(/(\d+(?:\.\d+)?)\s?%/g)].map(([, number]) => Number(number));
}

/** Shares, and what they leave to the whole, that can be worked out from published numbers, to one and to no decimal. */
function publicShares({ cells }: ReadRelease): Set<number> {
	const shown = cells.flatMap(({ value }) => (value === null ? [] : [value]));
	const shares = shown.flatMap((part) =>
		shown.flatMap((whole) => [(100 * part) / whole, (100 * (whole - part)) / whole])
	);
	return new Set(shares.flatMap((share) => [Math.round(share), Math.round(share * 10) / 10]));
}

describe.each([
	{ name: 'a share with a public denominator (T16)', period: weeks.shares, table: 'deployment' },
	{ name: 'shares that all add up (T17)', period: weeks.allShares, table: 'version' }
])('$name', ({ period, table }) => {
	test('is only shown where it is one published number over another', async () => {
		const release = await readRelease(served.origin, period);
		const view = `${only(period)}&measure=share`;
		const pages = [`/?${view}`, `/tables/${table}?${view}`, `/embed/${table}?${view}`];
		const addresses = [...pages, `/embed/${table}.svg?${view}`];
		const allowed = publicShares(release);
		const isTick = (address: string, share: number) => address.includes('.svg') && share % 20 === 0;
		const bodies = await readAll(served.origin, addresses);
		const found = [...bodies.values()].map((body) => percentages(visible(toText(body))));
		expect(found.flat().length).toBeGreaterThan(0);
		for (const [index, shares] of found.entries()) {
			expect(
				shares.filter((share) => !allowed.has(share) && !isTick(addresses[index] ?? '', share)),
				addresses[index]
			).toEqual([]);
		}
	});

	test('leaves the hidden parts open from nobody to the ambiguity', async () => {
		const release = await readRelease(served.origin, period);
		const attacker = new Attacker(solver, release);
		const isRelated = (cell: { table: string }) =>
			cell.table === table || cell.table === 'version_by_deployment';
		const hidden = release.cells.filter((cell) => isRelated(cell) && cell.value === null);
		expect(hidden.length).toBeGreaterThan(0);
		for (const { table: where, categories } of hidden) {
			const { low, high } = attacker.rangeOf(`${where}: ${categories.join(', ')}`);
			const { k, ambiguity } = release.manifest.policy;
			expect(low >= k || (low === 0 && high >= ambiguity), `${low} to ${high}`).toBe(true);
		}
	});
});

describe('one instance with most of the users, and three on bare metal (T26, T27, T29)', () => {
	test('no output has a measure but the number of instances, and no sum in which one stands out', async () => {
		const sums = new Map(heartbeats.tables.map(({ id, measure }) => [id, measure]));
		for (const { id } of tables) {
			const { cells } = (await (
				await fetch(`${served.origin}/api/v1/datasets/heartbeats/tables/${id}?${only(weeks.large)}`)
			).json()) as { cells: { measure: string; value: number | null }[] };
			const measure = sums.get(id) ?? 'instances';
			expect(new Set(cells.map((cell) => cell.measure)), id).toEqual(new Set([measure]));
			if (measure === 'users') {
				expect(cells.filter(({ value }) => value !== null && value > 0)).toEqual([]);
			}
		}
	});

	test('no field of any answer is a sum, a mean, an extreme or a weight', async () => {
		const bodies = await readAll(served.origin, addressesOf(weeks.large, tables));
		const forbidden =
			/^(sum|total_?of|mean|average|avg|median|min|max|maximum|quantile|percentile|p\d\d|weight|weighted|estimate)$/i;
		for (const [address, body] of bodies) {
			if (address.includes('.png?')) continue;
			const text = toText(body);
			const keys = [...text.matchAll(/"([A-Za-z_][\w ]*)"\s*:/g)].map(([, key]) => key ?? '');
			const header = address.includes('.csv?') ? (text.split('\r\n')[0] ?? '').split(',') : [];
			expect(
				[...keys, ...header].filter((name) => forbidden.test(name)),
				address
			).toEqual([]);
		}
	});

	test('no contribution, sum or scaled count stands in any number', async () => {
		const bodies = await readAll(served.origin, addressesOf(weeks.large, tables));
		const { cells } = await readRelease(served.origin, weeks.large);
		const shown = cells.flatMap(({ value }) => (value === null ? [] : [value]));
		for (const value of shown) expect(value % 5 === 0 && value <= 20).toBe(true);
		for (const [address, body] of bodies) {
			if (/\.(parquet|png)\?/.test(address)) continue;
			expect(
				/(?<![\w.#-])(900|18000|15300|2700)(?![\w.-])/.test(visible(toText(body))),
				address
			).toBe(false);
		}
	});
});
