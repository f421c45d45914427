import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishSmall, type SmallFleet } from '../support/one-dimension.ts';

const yardstick: SmallFleet = {
	version: { '2.1.8': 182, '2.1.7': 18 },
	platform: { docker: 200 },
	rules: { yes: 195, no: 5 },
	git: 150,
	chat: 8
};

describe('a fleet of 200', () => {
	const { release, values } = publishSmall(yardstick);

	test('shows 180, 20 and the total of 200', () => {
		expect(values.get('version:2.1.8')).toBe(180);
		expect(values.get('version:2.1.7')).toBe(20);
		expect(values.get('version:*')).toBe(200);
		expect(values.get('version:2.1 other')).toBeNull();
	});

	test('hides "195 of 200 have rules on" on both sides', () => {
		expect(values.get('rules:yes')).toBeNull();
		expect(values.get('rules:no')).toBeNull();
		expect(values.get('rules:*')).toBe(200);
	});

	test('hides the complement of a small answer and shows both answers of a balanced one', () => {
		expect(values.get('tool:chat,yes')).toBeNull();
		expect(values.get('tool:chat,no')).toBeNull();
		expect(values.get('tool:git,yes')).toBe(150);
		expect(values.get('tool:git,no')).toBe(50);
	});

	test('hides the only platform, as the others would be known to be fewer than 5', () => {
		expect(values.get('platform:docker')).toBeNull();
	});

	test('never names a category of nobody', () => {
		expect(JSON.stringify(release)).not.toMatch(/k8s|bare/);
		expect(values.get('platform:other')).toBeNull();
	});
});

describe('category names', () => {
	test('a version below k appears nowhere and is counted in the rest of its minor', () => {
		const { release, values } = publishSmall({
			version: {
				'2.1.8': 50,
				'2.1.7': 9,
				'2.1.6': 6,
				'2.1.5': 40,
				'2.0.1': 30,
				'0.4.15-acme.3': 2
			},
			platform: { docker: 137 },
			rules: { yes: 70, no: 67 }
		});
		expect(values.get('version:2.1 other')).toBe(15);
		expect(JSON.stringify(release)).not.toMatch(/2\.1\.7|2\.1\.6|0\.4|acme/);
	});

	test('versions of the same patch are one category whatever their prefix', () => {
		const { values } = publishSmall({
			version: { 'v2.1.8': 6, '2.1.8': 6, 'selfhosted-2.1.8': 6, '2.1.7': 30 },
			platform: { docker: 48 },
			rules: { yes: 24, no: 24 }
		});
		expect(values.get('version:2.1.8')).toBe(20);
	});

	test('unreadable versions are one category', () => {
		const { values } = publishSmall({
			version: { main: 8, '0.0.0': 8, '2.1.8': 40 },
			platform: { docker: 56 },
			rules: { yes: 28, no: 28 }
		});
		expect(values.get('version:unknown')).toBe(15);
	});
});

test('a total below k withholds the whole release', () => {
	const { release } = publishSmall({
		version: { '2.1.8': 9 },
		platform: { docker: 9 },
		rules: { yes: 9 }
	});
	expect(release.manifest.withheld).toBe(true);
	expect(release.cells.every(({ value }) => value === null)).toBe(true);
	expect(JSON.stringify(release)).not.toContain('2.1.8');
});

test('a coalition of three needs two more instances in a cell', () => {
	const fleet = {
		version: { '2.1.8': 11, '2.1.7': 80, '2.1.6': 40 },
		platform: { docker: 131 },
		rules: { yes: 65, no: 66 }
	};
	expect(publishSmall(fleet).values.get('version:2.1.8')).toBe(10);
	expect(publishSmall(fleet, { coalition: 3 }).values.has('version:2.1.8')).toBe(false);
});

test('exact mode gives exact counts and a partner to every cell that subtraction would give away', () => {
	const { values } = publishSmall(
		{
			version: { '2.1.8': 57, '2.1.7': 21, '2.1.6': 3 },
			platform: { docker: 81 },
			rules: { yes: 44, no: 37 }
		},
		{ base: 1 }
	);
	expect(values.get('version:2.1.8')).toBe(57);
	expect(values.get('version:2.1.7')).toBeNull();
	expect(values.get('version:2.1 other')).toBeNull();
	expect(values.get('rules:yes')).toBe(44);
});

test('large answers are shown where rounding lifts the total above what they add up to', () => {
	const { values } = publishSmall({
		version: { '2.1.8': 1459 },
		platform: { docker: 1459 },
		rules: { yes: 267, no: 1192 }
	});
	expect(['yes', 'no', '*'].map((answer) => values.get(`rules:${answer}`))).toEqual([
		265, 1190, 1460
	]);
});

test('the same counts in another order give the same bytes', () => {
	const reversed = Object.fromEntries(Object.entries(yardstick.version).reverse());
	const again = publishSmall({ ...yardstick, version: reversed });
	expect(JSON.stringify(again.release)).toBe(JSON.stringify(publishSmall(yardstick).release));
});

const counts = fc.integer({ min: 0, max: 60 });
const fleets = fc
	.record({
		version: fc.dictionary(
			fc.constantFrom('2.1.8', '2.1.7', '2.0.3', '2.0.1', '1.9.0', 'main'),
			counts
		),
		k8s: counts,
		bare: counts,
		yes: counts,
		git: counts
	})
	.map(({ version, k8s, bare, yes, git }): SmallFleet => {
		const total = Object.values(version).reduce((sum, count) => sum + count, 0);
		const small = Math.min(k8s, total);
		const tiny = Math.min(bare, total - small);
		const on = Math.min(yes, total);
		return {
			version,
			platform: { docker: total - small - tiny, k8s: small, bare: tiny },
			rules: { yes: on, no: total - on },
			git: Math.min(git, total)
		};
	});

test('no number below k, and no name of fewer than k, for any fleet', () => {
	fc.assert(
		fc.property(fleets, fc.constantFrom(1, 3, 5), (fleet, base) => {
			const { release, values } = publishSmall(fleet, { base });
			for (const value of values.values()) expect(value === null || value >= 10).toBe(true);
			const names = new Set(
				release.manifest.dimensions.flatMap(({ categories }) => categories.map(({ code }) => code))
			);
			for (const [version, count] of Object.entries(fleet.version)) {
				if (version !== 'main' && count < 10) expect(names.has(version)).toBe(false);
			}
		}),
		{ numRuns: 300 }
	);
});

describe('a name that could only head hidden cells', () => {
	test('is left out where it is the only one under its parent, which then shows', () => {
		const { values } = publishSmall({
			version: { '2.1.8': 80, '2.1.7': 60, '2.0.3': 40, '2.0.1': 2 },
			platform: { docker: 100, k8s: 82 },
			rules: { yes: 90, no: 92 }
		});
		expect(values.get('version:2.0')).toBe(40);
		expect([...values.keys()].filter((key) => key.startsWith('version:2.0'))).toEqual([
			'version:2.0'
		]);
		expect(values.get('version:2.1.8')).toBe(80);
	});

	test('joins a small rest, and both are shown as one', () => {
		const { values } = publishSmall({
			version: {
				'2.1.2': 13,
				'2.1.1': 16,
				'2.1.0': 9,
				'2.0.1': 50,
				'2.0.0': 40,
				'1.1.1': 30,
				'1.1.0': 30
			},
			platform: { docker: 100, k8s: 88 },
			rules: { yes: 90, no: 98 }
		});
		expect(values.has('version:2.1.1')).toBe(false);
		expect(values.get('version:2.1.2')).toBe(15);
		expect(values.get('version:2.1 other')).toBe(25);
	});
});

test('a closed list of which every code is named has no rest, as everybody knows it to be empty', () => {
	const fleet = { version: { '2.1.8': 60, '2.0.3': 60 }, rules: { yes: 60, no: 60 } };
	const all = { docker: 50, k8s: 30, bare: 20, unknown: 20 };
	expect(publishSmall({ ...fleet, platform: all }).values.has('platform:other')).toBe(false);
	const most = { docker: 50, k8s: 45, bare: 20, unknown: 5 };
	expect(publishSmall({ ...fleet, platform: most }).values.get('platform:other')).toBeDefined();
});
