import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NearestColour } from '../../../../src/lib/server/images/png/nearest-colour.ts';

const colours = fc.integer({ min: -0x80000000, max: 0x7fffffff });

test('no other entry is nearer', () => {
	fc.assert(
		fc.property(
			fc.int32Array({ minLength: 1, maxLength: 256 }),
			fc.array(colours, { minLength: 1 }),
			(entries, asked) => {
				const nearest = new NearestColour(entries);
				for (const colour of asked) {
					const all = Array.from(entries, (entry) => distance(entry, colour));
					expect(all[nearest.of(colour)]).toBe(Math.min(...all));
				}
			}
		)
	);
});

function distance(one: number, other: number): number {
	return [0, 8, 16, 24]
		.map((bits) => ((one >>> bits) & 255) - ((other >>> bits) & 255))
		.reduce((sum, step) => sum + step * step, 0);
}
