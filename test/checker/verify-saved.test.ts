import { expect, test } from 'vitest';
import { verifySaved } from '../../src/lib/checker/verify-saved.ts';
import { Manifest } from '../../src/lib/schema/release.ts';
import { publishSmall } from '../support/one-dimension.ts';

const { release, certificate } = publishSmall({
	version: { '2.1.8': 182, '2.1.7': 18 },
	platform: { docker: 150, k8s: 50 },
	rules: { yes: 120, no: 80 }
});
const saved = {
	manifest: Manifest.parse({ ...release.manifest, parts: [] }),
	cells: release.cells
};

test('a release as saved from the API is checked against its certificate', () => {
	expect(verifySaved(saved, certificate)).toMatchObject({ ok: true });
	const shifted = saved.cells.map((cell) => (cell.value === 150 ? { ...cell, value: 155 } : cell));
	expect(verifySaved({ ...saved, cells: shifted }, certificate)).toMatchObject({ ok: false });
});

test('a body of another shape is no proof', () => {
	expect(verifySaved({ status: 404 }, certificate)).toMatchObject({ ok: false, cell: 'release' });
	expect(verifySaved(saved, {})).toMatchObject({ ok: false, cell: 'certificate' });
});
