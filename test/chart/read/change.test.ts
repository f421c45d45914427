import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reading } from '../../../src/lib/chart/model/reading.ts';
import { changeOf } from '../../../src/lib/chart/read/change.ts';

const published = (value: number): Reading => ({ value, status: 'published' });
const since = { base: 5, when: 'week 45 of 2026' };

test('a change is told in few words and in full, with what rounding allows', () => {
	expect(changeOf(published(120), published(100), since)).toEqual({
		short: '▲ 20',
		full: '20 more than in week 45 of 2026; rounding allows 16 to 24'
	});
	expect(changeOf(published(1000), published(2500), since)?.short).toBe('▼ 1,500');
});

test('without rounding a change is exact', () => {
	expect(changeOf(published(101), published(100), { ...since, base: 1 })?.full).toBe(
		'1 more than in week 45 of 2026'
	);
});

test('what rounding could make alone is no change', () => {
	expect(changeOf(published(120), published(120), since)?.full).toBe(
		'no change beyond rounding since week 45 of 2026'
	);
	expect(changeOf(published(114), published(110), since)?.short).toBe('≈');
});

test('of what is hidden or missing no change is told', () => {
	for (const status of ['hidden', 'missing'] as const) {
		expect(changeOf(published(20), { value: null, status }, since)).toBeUndefined();
		expect(changeOf({ value: null, status }, published(20), since)).toBeUndefined();
	}
});

test('the true change always lies in what rounding allows, and a told change is one', () => {
	const count = fc.integer({ min: 10, max: 5000 });
	fc.assert(
		fc.property(count, count, fc.integer({ min: 1, max: 10 }), (now, before, base) => {
			const round = (value: number) => published(Math.floor((value + base / 2) / base) * base);
			const change = changeOf(round(now), round(before), { base, when: 'then' });
			if (!change || change.short === '≈') {
				expect(Math.abs(now - before)).toBeLessThan(base);
				return;
			}
			expect(change.short.startsWith('▲')).toBe(now > before);
			expect(change.short.startsWith('▼')).toBe(now < before);
			const allowed = /allows ([\d,]+) to ([\d,]+)$/.exec(change.full)?.slice(1);
			const [least, most] = (allowed ?? []).map((text) => Number(text.replaceAll(',', '')));
			const size = Math.abs(now - before);
			if (base > 1) expect(size >= (least ?? NaN) && size <= (most ?? NaN)).toBe(true);
		})
	);
});
