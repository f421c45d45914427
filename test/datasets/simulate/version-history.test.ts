import { describe, expect, test } from 'vitest';
import { createFleet } from '../../../src/lib/datasets/simulate/fleet.ts';
import {
	candidateDays,
	newestCandidate,
	releases,
	successorOf
} from '../../../src/lib/datasets/simulate/releases.ts';
import { parseVersion } from '../../../src/lib/schema/version.ts';

const fleet = createFleet({ instances: 3000, weeks: 30, seed: 11, until: '2026-11-15' });
const stable = fleet.instances.filter(({ habit }) => habit.channel === 'stable');
const releaseOf = (version: string | undefined) =>
	releases.find((release) => release.version === version);

describe('the list of releases', () => {
	test('runs from old to new and names each version once', () => {
		const days = releases.map(({ day }) => day);
		expect(days).toEqual(days.toSorted((a, b) => a - b));
		expect(new Set(releases.map(({ version }) => version)).size).toBe(releases.length);
		expect(releases.every(({ version }) => parseVersion(version))).toBe(true);
	});

	test('has candidates only in the days before a release', () => {
		const { day } = releaseOf('2.1.16') ?? { day: NaN };
		expect(newestCandidate(day)).toBe(`2.1.16-rc.${candidateDays}`);
		expect(newestCandidate(day - candidateDays)).toBe('2.1.14');
	});
});

describe('versions in a simulated fleet', () => {
	test('are never newer than their release, and candidates come at most ten days before it', () => {
		for (const { versions } of fleet.instances) {
			for (const { from, reported, release } of versions) {
				if (release === undefined) continue;
				const earliest = reported.includes('-rc.') ? -candidateDays : 1;
				expect(from - (releaseOf(release)?.day ?? NaN)).toBeGreaterThanOrEqual(earliest);
			}
		}
	});

	test('only ever go up', () => {
		for (const { versions } of stable) {
			const days = versions.map(({ release }) => releaseOf(release)?.day ?? NaN);
			expect(days).toEqual(days.toSorted((a, b) => a - b));
		}
	});

	test('never change in a fifth of the instances', () => {
		const never = stable.filter(({ habit }) => habit.lagDays === undefined);
		expect(never.every(({ versions }) => versions.length === 1)).toBe(true);
		expect(never.length / stable.length).toBeGreaterThan(0.17);
		expect(never.length / stable.length).toBeLessThan(0.23);
	});

	test('follow a release after a median of about three weeks', () => {
		const lags = stable.flatMap(({ habit }) => habit.lagDays ?? []);
		expect(median(lags)).toBeGreaterThan(19);
		expect(median(lags)).toBeLessThan(23);
		const observed = stable.flatMap(({ versions }) => {
			const outdated = successorOf(releaseOf(versions[0]?.release) ?? { version: '', day: NaN });
			const next = versions[1]?.from;
			return outdated && next !== undefined && outdated.day < 20_600 ? next - outdated.day - 1 : [];
		});
		expect(median(observed)).toBeGreaterThan(17);
		expect(median(observed)).toBeLessThan(25);
	});

	test('come in all forms that clients report', () => {
		const reported = fleet.instances.flatMap(({ versions }) =>
			versions.map((step) => step.reported)
		);
		for (const form of [
			/^\d/,
			/^v\d/,
			/^selfhosted-\d/,
			/-rc\.\d+$/,
			/-[a-z]{4,}\.\d+$/,
			/^0\.0\.0$/
		]) {
			expect(reported.some((version) => form.test(version))).toBe(true);
		}
		expect(reported.some((version) => /^[a-z-]+$/.test(version))).toBe(true);
	});
});

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
