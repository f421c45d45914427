import { beforeAll, describe, expect, test } from 'vitest';
import { checkRelease } from '../../src/lib/checker/check-release.ts';
import {
	auditRelease,
	type PublishedRelease
} from '../../src/lib/disclosure/auditor/audit-release.ts';
import { loadSolver } from '../../src/lib/disclosure/linear/solver.ts';
import type { PublishedCell } from '../../src/lib/schema/cell.ts';
import { Certificate } from '../../src/lib/schema/proof/certificate.ts';
import { publishStudy, repeat, type Study } from '../disclosure/support/publish-units.ts';

const study: Study = {
	dimensions: [
		{ id: 'version', kind: 'version' },
		{ id: 'platform', kind: 'codes', codes: ['docker', 'k8s', 'bare'] },
		{ id: 'rules', kind: 'answer' },
		{ id: 'tool', kind: 'set', codes: ['git', 'chat'] },
		{ id: 'answer', kind: 'answer' }
	],
	tables: ['version+platform', 'version+rules', 'rules+platform', 'tool+answer+platform'],
	units: [
		...repeat(90, { version: '2.1.8', platform: 'docker', rules: 'yes', tool: ['git'] }),
		...repeat(31, { version: '2.1.8', platform: 'k8s', rules: 'no', tool: ['git', 'chat'] }),
		...repeat(27, { version: '2.1.7', platform: 'docker', rules: 'no', tool: [] }),
		...repeat(6, { version: '2.1.7', platform: 'k8s', rules: 'yes', tool: ['chat'] }),
		...repeat(16, { version: '2.0.3', platform: 'k8s', rules: 'yes', tool: ['git'] })
	]
};

describe.each([{ base: 5 }, { base: 1 }])('with numbers rounded to base $base', ({ base }) => {
	let release: PublishedRelease;
	let certificate: Certificate;
	beforeAll(async () => {
		const solver = await loadSolver();
		({ release } = publishStudy(solver, { ...study, policy: { base } }));
		certificate = auditRelease(solver, release);
	});
	const check = (cells: readonly PublishedCell[], proof = certificate) =>
		checkRelease(release.manifest, cells, proof);
	const nameOf = ({ table, categories }: PublishedCell) => `${table}: ${categories.join(', ')}`;

	test('the auditor’s certificate is accepted, read back from JSON as well', () => {
		const read = Certificate.parse(JSON.parse(JSON.stringify(certificate)));
		expect(check(release.cells, read)).toMatchObject({ ok: true });
	});

	test('every published cell altered by one is rejected with a name', () => {
		for (const [index, cell] of release.cells.entries()) {
			if (cell.value === null) continue;
			for (const change of [-1, 1, base]) {
				const altered = release.cells.with(index, { ...cell, value: cell.value + change });
				const result = check(altered);
				expect(result.ok).toBe(false);
				if (!result.ok) expect(result.cell).toContain(': ');
			}
		}
	});

	test('the name is that of the altered cell, or of a cell of the same units', () => {
		const index = release.cells.findIndex(
			({ value, categories }) => value !== null && !categories.includes('*')
		);
		const cell = release.cells[index];
		if (!cell) throw new Error('nothing is published');
		const altered = release.cells.with(index, { ...cell, value: (cell.value ?? 0) + 1 });
		expect(check(altered)).toMatchObject({ ok: false, cell: nameOf(cell) });
	});

	test('every count of every world altered by one is rejected with a name', () => {
		for (const [at, world] of certificate.worlds.entries()) {
			for (const [part, pairs] of world.counts.entries()) {
				for (let index = 1; index < pairs.length; index += 2) {
					const counts = world.counts.with(part, pairs.with(index, (pairs[index] ?? 0) + 1));
					const worlds = certificate.worlds.with(at, { ...world, counts });
					const result = check(release.cells, { ...certificate, worlds });
					expect(result.ok).toBe(false);
					if (!result.ok) expect(result.cell).not.toBe('');
				}
			}
		}
	});

	test('a hidden cell that is shown, and a shown one that is hidden, are rejected', () => {
		for (const [index, cell] of release.cells.entries()) {
			const altered: PublishedCell =
				cell.value === null
					? { ...cell, value: 10, status: 'published' }
					: { ...cell, value: null, status: 'hidden' };
			expect(check(release.cells.with(index, altered)).ok).toBe(false);
		}
	});

	test('a cell that is missing, doubled or foreign is named', () => {
		const [first] = release.cells;
		if (!first) throw new Error('no cells');
		expect(check(release.cells.slice(1))).toMatchObject({ ok: false, cell: nameOf(first) });
		expect(check([...release.cells, first])).toMatchObject({ ok: false, cell: nameOf(first) });
		const foreign = { ...first, table: 'elsewhere' };
		expect(check([...release.cells, foreign])).toMatchObject({ ok: false, cell: nameOf(foreign) });
	});

	test('without its worlds a certificate proves nothing', () => {
		expect(check(release.cells, { ...certificate, worlds: [] }).ok).toBe(false);
	});

	test('parts that leave out what links them are rejected', () => {
		const parts = certificate.parts.map((part) => part.slice(0, 1));
		expect(check(release.cells, { ...certificate, parts }).ok).toBe(false);
	});

	test('a certificate of another release is rejected', () => {
		const other = { ...certificate, digest: '0'.repeat(64) };
		expect(check(release.cells, other)).toMatchObject({ ok: false, cell: 'certificate' });
	});

	test('worlds that other releases exclude are rejected', () => {
		const result = checkRelease(release.manifest, release.cells, certificate, {
			low: 10_000,
			high: 20_000
		});
		expect(result).toMatchObject({ ok: false, cell: 'all' });
	});
});
