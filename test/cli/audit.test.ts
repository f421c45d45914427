import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { murmuration, startServer, type RunningServer } from '../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../support/published-fleet.ts';

interface SavedRelease {
	manifest: { period: string };
	cells: { table: string; categories: string[]; value: number | null; status: string }[];
}

interface SavedCertificate {
	worlds: { total: number; counts: number[][] }[];
}

let fleet: PublishedFleet;
let server: RunningServer;
let folder: string;
let saved: SavedRelease;
let certificate: SavedCertificate;

beforeAll(async () => {
	fleet = await publishFleet({ instances: 300, weeks: 3, seed: 9 });
	folder = join(fleet.dataFolder, 'published/heartbeats/week/2026-W46');
	server = await startServer(fleet.dataFolder);
	const api = `${server.origin}/api/v1/releases/heartbeats/2026-W46`;
	saved = (await (await fetch(api)).json()) as SavedRelease;
	certificate = (await (await fetch(`${api}/certificate`)).json()) as SavedCertificate;
});
afterAll(async () => {
	await server.stop();
	await fleet.remove();
});

/** Audits a release and a certificate saved from the API. */
async function auditSaved(release: SavedRelease, worlds: SavedCertificate) {
	const [releaseFile, certificateFile] = ['release', 'certificate'].map((name) =>
		join(fleet.dataFolder, `saved-${name}.json`)
	) as [string, string];
	writeFileSync(releaseFile, JSON.stringify(release));
	writeFileSync(certificateFile, JSON.stringify(worlds));
	return murmuration(fleet.dataFolder, 'audit', releaseFile, '--certificate', certificateFile);
}

describe('audit', () => {
	test('adds up the worlds of every release, folder or file', async () => {
		const files = [folder, join(folder, 'release.json')];
		const { code, stdout } = await murmuration(fleet.dataFolder, 'audit', ...files);
		expect(stdout).toMatch(
			/^2026-W46: \d+ worlds add up; \d+ hidden cells and \d+ combinations stay open; \d+ of \d+ hidden sums stay open/
		);
		expect(code).toBe(0);
	});

	test('accepts what the API gives', async () => {
		expect((await auditSaved(saved, certificate)).code).toBe(0);
	});

	test('rejects a published number altered by one step, and names its cell', async () => {
		const altered = structuredClone(saved);
		const cell = altered.cells.find(
			({ table, value, categories }) =>
				table === 'deployment' && value !== null && categories[0] !== '*'
		);
		if (typeof cell?.value !== 'number') throw new Error('the fleet shows no deployment');
		cell.value += 5;
		const { code, stdout } = await auditSaved(altered, certificate);
		expect(code).toBe(1);
		expect(stdout).toContain('FAILED at');
		expect(stdout).toContain(cell.categories[0] ?? '');
	});

	test('rejects a world altered by one unit, and names a cell', async () => {
		const altered = structuredClone(certificate);
		const counts = altered.worlds[0]?.counts.find((list) => list.length > 1);
		if (counts?.[1] === undefined) throw new Error('the certificate has no world');
		counts[1] += 1000;
		const { code, stdout } = await auditSaved(saved, altered);
		expect(code).toBe(1);
		expect(stdout).toMatch(/FAILED at .+: a world has/);
	});

	test('rejects a file that is not the one that was published', async () => {
		const copy = join(fleet.dataFolder, 'copy');
		cpSync(folder, copy, { recursive: true });
		appendFileSync(join(copy, 'cells.parquet'), ' ');
		const { code, stdout, stderr } = await murmuration(fleet.dataFolder, 'audit', copy, folder);
		expect(stdout).toContain('FAILED at cells.parquet: is not the file that was published');
		expect(stderr).toContain('1 of 2 releases failed the audit');
		expect(code).toBe(1);
	});

	test('names a file that is not there', async () => {
		const { code, stdout } = await murmuration(fleet.dataFolder, 'audit', '/nowhere/release.json');
		expect(code).toBe(1);
		expect(stdout).toContain("/nowhere/release.json: can't be read");
	});

	test('the certificate of the API is the published file, byte for byte', async () => {
		const url = `${server.origin}/api/v1/releases/heartbeats/2026-W46/certificate`;
		const bytes = await (await fetch(url)).text();
		expect(bytes).toBe(readFileSync(join(folder, 'certificate.json'), 'utf8'));
	});
});
