import { expect, test } from 'vitest';
import { heartbeats } from '../../src/lib/datasets/heartbeats.ts';
import { releases } from '../../src/lib/datasets/simulate/releases.ts';
import { toDayText } from '../../src/lib/datasets/simulate/day.ts';
import { Dataset } from '../../src/lib/schema/dataset.ts';

const reason = (list: readonly unknown[]) =>
	Dataset.safeParse({ ...heartbeats, releases: list }).error?.issues[0]?.message;

test('releases are versions with a day, by day, each once', () => {
	const [first, second] = [
		{ version: '2.1.0', day: '2026-01-02' },
		{ version: '2.1.1', day: '2026-01-03' }
	];
	expect(reason([first, second])).toBeUndefined();
	expect(reason([second, first])).toBe('expected releases by day, old to new');
	expect(reason([first, { ...first, day: '2026-01-03' }])).toBe('expected each version once');
	expect(reason([{ version: 'latest', day: '2026-01-02' }])).toBe('expected a version like 2.1.33');
	expect(reason([{ version: '2.1.0', day: '2026-02-30' }])).toBeDefined();
	expect(reason([{ ...first, notes: 'none' }])).toBeDefined();
});

test('a simulated fleet follows the releases of its dataset', () => {
	expect(releases.map(({ version, day }) => ({ version, day: toDayText(day) }))).toEqual(
		heartbeats.releases
	);
});
