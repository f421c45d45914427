import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	isPublished,
	ReleaseTakenError,
	writeRelease
} from '../../../src/lib/server/builder/write-release.ts';
import { Manifest } from '../../../src/lib/schema/release.ts';
import { temporaryFolder } from '../../support/murmuration.ts';
import { publishSmall } from '../../support/one-dimension.ts';

const fleet = {
	version: { '2.1.8': 182, '2.1.7': 18 },
	platform: { docker: 150, k8s: 50 },
	rules: { yes: 120, no: 80 }
};

const small = (counts: typeof fleet) => {
	const { release, certificate } = publishSmall(counts);
	return [release, certificate] as const;
};

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
	({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

describe('writeRelease', () => {
	test('writes a manifest whose digests match its parts', async () => {
		const target = await writeRelease(folder, ...small(fleet));
		expect(target).toBe(join(folder, 'small', 'week', '2026-W46'));
		const manifest = Manifest.parse(JSON.parse(readFileSync(join(target, 'release.json'), 'utf8')));
		expect(manifest.parts.map(({ file }) => file)).toEqual(['cells.parquet', 'certificate.json']);
		for (const part of manifest.parts) {
			const bytes = readFileSync(join(target, part.file));
			expect(createHash('sha256').update(bytes).digest('hex')).toBe(part.sha256);
			expect(bytes.length).toBe(part.bytes);
		}
	});

	test('gives the same bytes for the same release', async () => {
		const other = join(folder, 'other');
		mkdirSync(other);
		const first = await writeRelease(folder, ...small(fleet));
		const second = await writeRelease(other, ...small(fleet));
		for (const file of ['cells.parquet', 'certificate.json', 'release.json']) {
			expect(readFileSync(join(second, file)).equals(readFileSync(join(first, file)))).toBe(true);
		}
	});

	test('clears away what a killed build left behind, and nothing that another machine may still write', async () => {
		const [killed, alive] = ['.new-killed', '.new-alive'].map((name) =>
			join(folder, 'small', 'week', name)
		) as [string, string];
		for (const one of [killed, alive]) mkdirSync(one, { recursive: true });
		utimesSync(killed, 1_700_000_000, 1_700_000_000);
		await writeRelease(folder, ...small(fleet));
		expect(readdirSync(join(folder, 'small', 'week'))).toEqual(['.new-alive', '2026-W46']);
	});

	test('never replaces a release, and leaves no temporary folder behind', async () => {
		const { release, certificate } = publishSmall(fleet);
		const target = await writeRelease(folder, release, certificate);
		const before = readFileSync(join(target, 'release.json'));
		await expect(writeRelease(folder, release, certificate)).rejects.toThrow(ReleaseTakenError);
		expect(readFileSync(join(target, 'release.json')).equals(before)).toBe(true);
		expect(readdirSync(join(folder, 'small', 'week'))).toEqual(['2026-W46']);
		expect(await isPublished(folder, release.manifest)).toBe(true);
	});
});
