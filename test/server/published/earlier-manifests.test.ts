// Releases, certificates and shares of earlier programs are read as they are, and stay as they are.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditRelease } from '../../../src/lib/disclosure/auditor/audit-release.ts';
import { loadSolver } from '../../../src/lib/disclosure/linear/solver.ts';
import { verifySaved } from '../../../src/lib/checker/verify-saved.ts';
import { PublishedStore } from '../../../src/lib/server/published/published-store.ts';
import { readReleaseFiles } from '../../../src/lib/server/published/release-files.ts';
import { ShareStore } from '../../../src/lib/server/shares/share-store.ts';
import { earlierFolders, unpackFolder } from '../../support/earlier-folder.ts';
import { digestsOf, releaseFolders } from '../../support/release-folders.ts';

const certified = earlierFolders.filter((name) => name !== '1-first');

describe.each(earlierFolders)('releases of %s', (name) => {
	test('are listed and read, and not a byte of them changes', async () => {
		const folder = unpackFolder(name);
		const before = digestsOf(folder);
		const store = new PublishedStore(folder);
		const { datasets } = await store.readCatalog();
		expect(datasets[0]?.periods.week).toEqual(['2026-W45', '2026-W46']);
		const view = await store.readTable({
			dataset: 'heartbeats',
			table: 'version',
			granularity: 'week'
		});
		const totals = view?.cells.filter(({ categories }) => categories[0] === '*') ?? [];
		expect(totals.map(({ value }) => value)).toEqual([expect.any(Number), expect.any(Number)]);
		expect(digestsOf(folder)).toEqual(before);
	});
});

describe.each(certified)('certificates of %s', (name) => {
	test('add up and are found again from the published numbers', async () => {
		const solver = await loadSolver();
		for (const folder of releaseFolders(unpackFolder(name))) {
			const { manifest, cells, certificate } = await readReleaseFiles(folder);
			expect(verifySaved({ manifest, cells }, certificate), folder).toMatchObject({ ok: true });
			expect(() => auditRelease(solver, { manifest, cells })).not.toThrow();
		}
	});
});

test('a release from before certificates has none, and is not taken for a proven one', async () => {
	const folder = unpackFolder('1-first');
	const [release = ''] = releaseFolders(folder);
	await expect(readReleaseFiles(release)).rejects.toThrow(/made before there were certificates/);
	const store = new PublishedStore(folder);
	expect(await store.readCertificate('heartbeats', 'week', '2026-W46')).toBeUndefined();
});

test('releases of every earlier program stand beside each other', async () => {
	const folder = unpackFolder('1-first');
	for (const [index, name] of certified.entries()) {
		const [release = ''] = releaseFolders(unpackFolder(name)).slice(-1);
		const period = `2026-W${String(47 + index)}`;
		const copy = join(folder, 'published', 'heartbeats', 'week', period);
		cpSync(release, copy, { recursive: true });
		const file = join(copy, 'release.json');
		const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
		writeFileSync(file, JSON.stringify({ ...manifest, dataset: 'heartbeats', period }));
	}
	const store = new PublishedStore(folder);
	const table = { dataset: 'heartbeats', table: 'version', granularity: 'week' } as const;
	expect((await store.readTable(table))?.periods).toHaveLength(2 + certified.length);
});

test('a release of a newer program is refused with what it needs, and by nobody shown as missing', async () => {
	const folder = unpackFolder('3-retention');
	const [release = ''] = releaseFolders(folder).slice(-1);
	const file = join(release, 'release.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	const newer = {
		...manifest,
		format: 2,
		proofs: [],
		versions: { murmuration: '7.1.0', method: '3' }
	};
	writeFileSync(file, JSON.stringify(newer));
	const reason = /is of format 2, made by Murmuration 7\.1\.0; .* update Murmuration/;
	await expect(readReleaseFiles(release)).rejects.toThrow(reason);
	await expect(new PublishedStore(folder).readCatalog()).rejects.toThrow(reason);
});

test('a share of the first form opens what it did', async () => {
	const [share] = await new ShareStore(unpackFolder('2-shares')).list();
	expect(share).toMatchObject({ chart: 'version', kind: 'live', revoked: null, owner: null });
	expect(share).not.toHaveProperty('isDrawn');
});
