import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	hourOf,
	lastWriteMs,
	parseSegmentName,
	segmentName
} from '../../../src/lib/server/inbox/segment-name.ts';

const name = fc.record({
	hour: fc
		.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true })
		.map((date) => hourOf(date.getTime())),
	boot: fc.nat({ max: 0xffffffff }).map((bits) => bits.toString(16).padStart(8, '0')),
	over: fc.boolean()
});

test('a name is read back as it was written', () => {
	fc.assert(
		fc.property(name, (parts) => {
			expect(parseSegmentName(segmentName(parts))).toEqual(parts);
		})
	);
});

test('a name says hour, process and kind', () => {
	const parts = { hour: '2026-11-21T10', boot: '0a1b2c3d' };
	expect(segmentName({ ...parts, over: false })).toBe('2026-11-21T10-0a1b2c3d.ndjson');
	expect(segmentName({ ...parts, over: true })).toBe('2026-11-21T10-0a1b2c3d.over.ndjson');
});

test.each([
	'2026-11-21T24-0a1b2c3d.ndjson',
	'2026-02-30T10-0a1b2c3d.ndjson',
	'2026-11-21T10-0A1B2C3D.ndjson',
	'2026-11-21T10-0a1b2c3d.ndjson.tmp',
	'2026-11-21T10-0a1b2c3d.under.ndjson',
	'.ndjson',
	''
])('%j is no segment', (file) => {
	expect(parseSegmentName(file)).toBeUndefined();
});

test('an hour may be written for a minute after its end', () => {
	expect(new Date(lastWriteMs('2026-12-31T23')).toISOString()).toBe('2027-01-01T00:01:00.000Z');
});
