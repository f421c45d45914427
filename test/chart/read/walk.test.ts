import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanOf, walk, type Place } from '../../../src/lib/chart/read/walk.ts';

const ground = { steps: 5, bands: 3, isVertical: false, isSelectable: true };

/** Presses keys one after the other; `+` before a key holds shift. */
function press(keys: string, on = ground, from?: Place): Place | undefined {
	return keys.split(' ').reduce<Place | undefined>((place, key) => {
		const name = key.replace('+', '');
		const full = ['Home', 'End'].includes(name) ? name : `Arrow${name}`;
		return walk(place, { key: full, shiftKey: key.startsWith('+') }, on);
	}, from);
}

test('left and right step through the periods and stop at both ends', () => {
	expect(press('Right')).toEqual({ step: 0 });
	expect(press('Left')).toEqual({ step: 4 });
	expect(press('Left Left')).toEqual({ step: 3 });
	expect(press('Left Right')).toEqual({ step: 4 });
	expect(press('End Home Left')).toEqual({ step: 0 });
});

test('lines are read one at a time, the last one first, each along its own steps', () => {
	const lines = { ...ground, lengths: [5, 4, 2] };
	expect(press('Right', lines)).toEqual({ step: 0, band: 2 });
	expect(press('Down', lines)).toEqual({ step: 1, band: 2 });
	expect(press('End Right', lines)).toEqual({ step: 1, band: 2 });
	expect(press('End Down End', lines)).toEqual({ step: 3, band: 1 });
	expect(press('End Up End Down', lines)).toEqual({ step: 1, band: 2 });
	expect(press('End +Left', lines)).toEqual({ step: 0, band: 2 });
});

test('up and down go through the bands of a period and back to all of it', () => {
	expect(press('Home Up')).toEqual({ step: 0, band: 0 });
	expect(press('Home Down')).toEqual({ step: 0, band: 2 });
	expect(press('Home Up Up Up Up')).toEqual({ step: 0 });
	expect(press('Home Up Right')).toEqual({ step: 1, band: 0 });
});

test('in a ranking up and down step through the rows', () => {
	const rows = { ...ground, isVertical: true };
	expect(press('Down Down', rows)).toEqual({ step: 1 });
	expect(press('Down Down Up', rows)).toEqual({ step: 0 });
});

test('with shift a range is selected from where the reader stands, in both directions', () => {
	const place = press('Home Right +Right +Right');
	expect(place && spanOf(place)).toEqual({ first: 1, last: 3 });
	const back = press('End +Left +Left');
	expect(back && spanOf(back)).toEqual({ first: 2, last: 4 });
	expect(press('End +Left Left')).toEqual({ step: 2 });
});

test('where no range can be shown none is selected', () => {
	expect(press('End +Left', { ...ground, isSelectable: false })).toEqual({ step: 3 });
});

test('a key that means nothing here is left to the page', () => {
	expect(walk({ step: 1 }, { key: 'a', shiftKey: false }, ground)).toBeUndefined();
	expect(
		walk(undefined, { key: 'ArrowLeft', shiftKey: false }, { ...ground, steps: 0 })
	).toBeUndefined();
});

test('no keys lead off the chart, and every point is reached', () => {
	const keys = fc.array(fc.constantFrom('Left', 'Right', 'Up', 'Down', 'Home', 'End', '+Left'), {
		minLength: 1
	});
	const size = fc.integer({ min: 1, max: 6 });
	fc.assert(
		fc.property(keys, size, size, fc.boolean(), (pressed, steps, bands, isVertical) => {
			const on = { steps, bands, isVertical, isSelectable: true };
			const { step = -1, band = 0 } = press(pressed.join(' '), on) ?? {};
			expect(step >= 0 && step < steps && band >= 0 && band < bands).toBe(true);
			const target = { step: steps - 1, band: bands - 1 };
			const way = ['Home', ...Array<string>(steps - 1).fill('Right')];
			if (!isVertical) expect(press([...way, 'Down'].join(' '), on)).toEqual(target);
		})
	);
});
