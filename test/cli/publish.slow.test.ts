import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { murmuration } from '../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../support/published-fleet.ts';

let fleet: PublishedFleet;

beforeAll(async () => {
	fleet = await publishFleet({ instances: 120, weeks: 5, seed: 11 });
});
afterAll(() => fleet.remove());

const released = (granularity: string) =>
	readdirSync(join(fleet.dataFolder, 'published', 'heartbeats', granularity)).sort();

describe('publish', () => {
	test('closes every week that is over and old enough, and no month that is not over', () => {
		expect(released('week')).toEqual(['2026-W43', '2026-W44', '2026-W45', '2026-W46']);
		expect(released('month')).toEqual(['2026-10']);
	});

	test('has nothing to do the second time and changes no byte', async () => {
		const file = join(fleet.dataFolder, 'published/heartbeats/week/2026-W46/release.json');
		const before = readFileSync(file, 'utf8');
		const { code, stdout } = await murmuration(fleet.dataFolder, 'publish');
		expect(code).toBe(0);
		expect(stdout).toContain('nothing is due');
		expect(readFileSync(file, 'utf8')).toBe(before);
	});

	test('counts late heartbeats in no published period', async () => {
		const late = readFileSync(fleet.heartbeatsFile, 'utf8')
			.split('\n')
			.filter((line) => line.includes('2026-11-1'))
			.map((line) => line.replace(/"instance_id":"........-/, '"instance_id":"ffffffff-'));
		const file = join(fleet.dataFolder, 'late.ndjson');
		writeFileSync(file, `${late.join('\n')}\n`);
		const cells = join(fleet.dataFolder, 'published/heartbeats/week/2026-W46/cells.parquet');
		const before = readFileSync(cells);
		expect((await murmuration(fleet.dataFolder, 'load', file)).code).toBe(0);
		expect((await murmuration(fleet.dataFolder, 'publish', '--json')).stdout).toContain(
			'"outcomes":[]'
		);
		expect(readFileSync(cells).equals(before)).toBe(true);
	});

	test.each([
		['--period', '2026-W60', /--period: expected an ISO week/],
		['--dataset', 'nope', /--dataset: expected heartbeats/]
	])('refuses %s %s as wrong usage', async (option, value, message) => {
		const { code, stderr } = await murmuration(fleet.dataFolder, 'publish', option, value);
		expect(code).toBe(2);
		expect(stderr).toMatch(message);
	});
});

describe('export', () => {
	test('writes the CSV of a table and names what is not there', async () => {
		const { code, stdout } = await murmuration(fleet.dataFolder, 'export', '--table', 'deployment');
		expect(code).toBe(0);
		expect(stdout.split('\r\n')[0]).toBe(
			'period,period_start,deployment,measure,value,OBS_STATUS,CONF_STATUS'
		);
		const missing = await murmuration(fleet.dataFolder, 'export', '--table', 'nope');
		expect(missing.code).toBe(1);
		expect(missing.stderr).toContain('nothing is published for heartbeats/nope');
		const wrong = await murmuration(fleet.dataFolder, 'export', '--table', 'os', '--from', '2026');
		expect(wrong.code).toBe(2);
		expect(wrong.stderr).toContain('--from: expected an ISO week');
	});
});
