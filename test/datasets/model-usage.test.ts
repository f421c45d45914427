// A preference is sensitive: no release may say that a whole fleet shares one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDataset } from '../../src/lib/datasets/registry.ts';
import { makeRelease } from '../../src/lib/disclosure/release.ts';
import { loadSolver } from '../../src/lib/disclosure/linear/solver.ts';
import type { RawCount } from '../../src/lib/disclosure/count-cells.ts';
import type { Dataset } from '../../src/lib/schema/dataset.ts';
import { dimensionOf } from '../../src/lib/schema/dataset.ts';
import { parsePeriod } from '../../src/lib/schema/period.ts';
import { Policy } from '../../src/lib/schema/policy.ts';

const solver = await loadSolver();
const dataset = findDataset('model-usage') as Dataset;
const preferences = dimensionOf(dataset, 'training').codes;

/** A release of accounts with these preferences, on two platforms, all alike otherwise. */
function publish(counts: Readonly<Record<string, number>>) {
	const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
	const rows = new Map<string, RawCount[]>();
	for (const { id, dimensions } of dataset.tables) {
		const [first = '', second] = dimensions;
		const { kind, codes } = dimensionOf(dataset, first);
		if (id === 'training') rows.set(id, toRows(counts));
		else if (id === 'platform') rows.set(id, toRows(halves(all)));
		else if (kind === 'set' && second === 'answer') {
			rows.set(
				id,
				codes.flatMap((code, index) => {
					const yes = Math.floor(all / (index + 2));
					return [
						{ values: [code, 'yes'], count: yes },
						{ values: [code, 'no'], count: all - yes }
					];
				})
			);
		} else rows.set(id, [{ values: ['4.1.1'], count: all }]);
	}
	const context = {
		dataset,
		period: parsePeriod('2026-W46'),
		policy: Policy.parse({}),
		graceHours: 48,
		synthetic: true,
		productVersion: '0'
	};
	const { release } = makeRelease(solver, context, rows);
	return release.cells.filter(({ table }) => table === 'training');
}

function toRows(counts: Readonly<Record<string, number>>): RawCount[] {
	return Object.entries(counts).map(([code, count]) => ({ values: [code], count }));
}

function halves(all: number): Record<string, number> {
	return { vscode: Math.ceil(all / 2), web: Math.floor(all / 2) };
}

describe('training preferences', () => {
	test.each(preferences)('of a fleet that all chose “%s” show no number but the total', (code) => {
		const shown = publish({ [code]: 700 }).filter(
			({ categories, value }) => value !== null && categories[0] !== '*'
		);
		expect(shown).toEqual([]);
	});

	test('say nothing of a few who chose something else', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 9 }),
				fc.integer({ min: 60, max: 900 }),
				(few, many) => {
					const cells = publish({ none: many, public: few });
					expect(cells.some(({ categories }) => categories[0] === 'public')).toBe(false);
					const all = Math.round((many + few) / 5) * 5;
					const none = cells.find(({ categories }) => categories.join() === 'none')?.value ?? null;
					// "None" may be told only where the rest, by the numbers alone, may be nobody and may be five.
					if (none !== null) expect(all + 2 - (none - 2)).toBeGreaterThanOrEqual(5);
				}
			),
			{ numRuns: 10 }
		);
	});

	test('that many chose are told', () => {
		const cells = publish({ none: 500, private: 90, shared: 70, public: 40 });
		const shown = cells.filter(({ value }) => value !== null);
		expect(shown.map(({ categories, value }) => `${categories.join()} ${value ?? ''}`)).toEqual([
			'* 700',
			'none 500',
			'private 90',
			'shared 70',
			'public 40'
		]);
	});
});
