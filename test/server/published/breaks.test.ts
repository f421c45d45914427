import { expect, test } from 'vitest';
import { Note, turningDay } from '../../../src/lib/schema/dataset.ts';
import { parsePeriod } from '../../../src/lib/schema/period.ts';
import { breaksOf } from '../../../src/lib/server/published/breaks.ts';
import type { PublishedRelease } from '../../../src/lib/server/published/manifests.ts';

const releases = ['2026-W30', '2026-W31', '2026-W34', '2026-W35'].map((period) => ({
	manifest: { period, end: parsePeriod(period).end }
})) as unknown as PublishedRelease[];

const epoch = (days: { from?: string; until?: string }, kind = 'epoch') =>
	Note.parse({ id: 'n', kind, tables: ['version'], text: 'Changed.', ...days });

const breaks = (note: Note, table = 'version') => breaksOf([note], table, releases);

test('the break is the period that holds the day, its first and its last day included', () => {
	expect(breaks(epoch({ from: '2026-07-27' }))).toEqual(['2026-W31']);
	expect(breaks(epoch({ from: '2026-08-02' }))).toEqual(['2026-W31']);
});

test('where that period has no release, it is the first one after it', () => {
	expect(breaks(epoch({ from: '2026-08-03' }))).toEqual(['2026-W34']);
});

test('an epoch that only ends turns on the day after', () => {
	expect(turningDay(epoch({ until: '2026-08-30' }))).toBe('2026-08-31');
	expect(breaks(epoch({ until: '2026-08-23' }))).toEqual(['2026-W35']);
});

test('nothing breaks before the first release, after the last one, in other tables, or for a plain note', () => {
	expect(breaks(epoch({ from: '2026-07-20' }))).toEqual([]);
	expect(breaks(epoch({ from: '2026-12-01' }))).toEqual([]);
	expect(breaks(epoch({ from: '2026-08-03' }), 'os')).toEqual([]);
	expect(breaks(epoch({ from: '2026-08-03' }, 'note'))).toEqual([]);
});
