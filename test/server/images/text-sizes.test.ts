import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { rememberSizes } from '../../../src/lib/server/images/text-sizes.ts';

const contextOf = (): SKRSContext2D => createCanvas(1, 1).getContext('2d');

test('a text is as large as it is, in each font and from each baseline, on any canvas', () => {
	const [plain, first, second] = [contextOf(), contextOf(), contextOf()];
	rememberSizes(first);
	rememberSizes(second);
	for (const context of [first, second, first]) {
		for (const font of ['400 12px system-ui', '600 12px system-ui', '400 20px system-ui']) {
			for (const baseline of ['alphabetic', 'top'] as const) {
				for (const text of ['2.1', '2.1.33', '']) {
					for (const one of [plain, context]) {
						one.font = font;
						one.textBaseline = baseline;
					}
					expect(context.measureText(text)).toEqual(plain.measureText(text));
				}
			}
		}
	}
});

test('it is measured once', () => {
	const [first, second] = [contextOf(), contextOf()];
	for (const context of [first, second]) rememberSizes(context);
	expect(second.measureText('once')).toBe(first.measureText('once'));
});
