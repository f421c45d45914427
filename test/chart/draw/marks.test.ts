import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markTexts, marksHeight, placeFlags } from '../../../src/lib/chart/draw/layers/marks.ts';
import { toStackConfig } from '../../../src/lib/chart/draw/stack-config.ts';
import { toStack } from '../../../src/lib/chart/model/stack.ts';
import { versionView } from '../views.ts';

const marks = [
	{ period: '2026-W44', label: '2.1.33', text: '2.1.33 released', kind: 'release' },
	{ period: '2026-W46', label: 'new meaning', text: 'meaning changed here', kind: 'epoch' },
	{ period: '2020-W01', label: 'ago', text: 'long ago', kind: 'note' }
] as const;
const surface = { scheme: 'light', isAnimated: false, marks } as const;

test('labels never overlap and never leave the drawing', () => {
	const right = 600;
	const flag = fc.record({
		x: fc.integer({ min: 40, max: right }),
		width: fc.integer({ min: 5, max: 250 })
	});
	fc.assert(
		fc.property(fc.array(flag, { maxLength: 12 }), (flags) => {
			const sorted = [...flags].sort((a, b) => a.x - b.x);
			const boxes = placeFlags(sorted, right).flatMap((place, index) =>
				place ? [{ ...place, end: place.left + (sorted[index]?.width ?? 0) }] : []
			);
			for (const [index, one] of boxes.entries()) {
				expect(one.left >= 0 && one.end <= right).toBe(true);
				for (const other of boxes.slice(index + 1))
					expect(one.row !== other.row || one.end <= other.left || other.end <= one.left).toBe(
						true
					);
			}
		})
	);
});

test('a single label always has room', () => {
	expect(placeFlags([{ x: 590, width: 80 }], 600)).toEqual([{ row: 0, left: 506 }]);
});

test('marks make room above the columns, those out of range none', () => {
	const { periods } = toStack(versionView(), 'count', 'minor');
	expect(marksHeight(surface, periods)).toBeGreaterThan(0);
	expect(marksHeight({ ...surface, marks: [marks[2]] }, periods)).toBe(0);
	expect(marksHeight({ scheme: 'light', isAnimated: false }, periods)).toBe(0);
});

test('the tooltip of a period says its marks', () => {
	expect(markTexts(surface, '2026-W46')).toEqual(['meaning changed here']);
	expect(markTexts(surface, '2026-W45')).toEqual([]);
});

test('an earlier range is outlined for counts only, and makes room for its highest total', () => {
	const stack = toStack(versionView(), 'count', 'minor');
	const previous = toStack(versionView({ '2026-W44 *': 5000 }), 'count', 'minor');
	const highest = (measured: typeof stack) =>
		toStackConfig(measured, { ...surface, previous }).options?.scales?.['y'];
	expect(highest(stack)).toMatchObject({ suggestedMax: 5000 });
	expect(highest(toStack(versionView(), 'share', 'minor'))).not.toHaveProperty('suggestedMax');
});
