import { expect, test } from 'vitest';
import { toAtLeast, versionsOf } from '../../../src/lib/chart/model/versions/at-least.ts';
import { versionView } from '../views.ts';

test('one may choose what is published now, new to old, a minor before its patches', () => {
	expect(versionsOf(versionView())).toEqual(['2.1', '2.1.33', '2.0', '2.0.18']);
	expect(versionsOf(versionView({ '2026-W46 2.0': null }))).not.toContain('2.0');
	expect(versionsOf(versionView())).not.toContain('2.1.16-pre');
});

test('what would break is told for the newest released period', () => {
	const { newest, cuts } = toAtLeast(versionView({ '2026-W46 *': undefined }), '2.1');
	expect(newest?.period.id).toBe('2026-W46');
	expect(newest?.below.count).toEqual({ value: null, status: 'hidden', low: null, high: null });
	expect(cuts.map(({ total }) => total.status)).toEqual(['published', 'missing', 'hidden']);
});
