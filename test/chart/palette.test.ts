import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { colourOf, inkOf, schemes } from '../../src/lib/chart/draw/palette.ts';
import { heatColoursOf } from '../../src/lib/chart/picture/heat-colours.ts';
import { slotCount, toneOf, type Tone } from '../../src/lib/chart/model/tone.ts';

const slots = Array.from({ length: slotCount }, (_, slot): Tone => ({ kind: 'slot', slot }));
const ramp = [0, 0.25, 0.5, 0.75, 1].map((position): Tone => ({ kind: 'ramp', position }));

test.each(schemes)('every mark has a contrast of 3:1 to its surface in %s', (scheme) => {
	for (const tone of [...slots, ...ramp, { kind: 'neutral' }, { kind: 'hatch' }] as const) {
		const ratio = contrast(colourOf(tone, scheme), inkOf(scheme).surface);
		expect(ratio, JSON.stringify(tone)).toBeGreaterThanOrEqual(3);
	}
});

test.each(schemes)('a newer version is stronger than an older one in %s', (scheme) => {
	const ratios = ramp.map((tone) => contrast(colourOf(tone, scheme), inkOf(scheme).surface));
	expect(ratios).toEqual([...ratios].sort((a, b) => a - b));
});

const steps = [0, 1, 2, 3, 4, 5, 6, 7];

test.each(schemes)(
	'a number on any ground of a heatmap has a contrast of 4.5:1 in %s',
	(scheme) => {
		for (const step of steps) {
			const { ground, text } = heatColoursOf(step, scheme);
			expect(contrast(ground, text), String(step)).toBeGreaterThanOrEqual(4.5);
		}
	}
);

test('the table of a page and its picture have the same shades', () => {
	const file = new URL('../../src/lib/components/chart/HeatTable.svelte', import.meta.url);
	const styles = readFileSync(file, 'utf8');
	const shades = [...styles.matchAll(/background: light-dark\((#\w+), (#\w+)\)/g)];
	expect(shades.map(([, light, dark]) => [light, dark])).toEqual(
		steps.map((step) => schemes.map((scheme) => heatColoursOf(step, scheme).ground))
	);
});

test('a platform keeps its colour whatever stands beside it', () => {
	expect(toneOf('k8s', ['docker', 'k8s'], false)).toEqual(toneOf('k8s', ['bare', 'k8s'], false));
});

test('an unheard-of category takes a colour that is free', () => {
	const codes = ['docker', 'k8s', 'podman', 'nomad'];
	const used = codes.map((code) => JSON.stringify(toneOf(code, codes, false)));
	expect(new Set(used).size).toBe(codes.length);
});

/** Contrast ratio of WCAG 2.2. */
function contrast(a: string, b: string): number {
	const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
	const [r, g, b] = [1, 3, 5].map((start) => {
		const channel = parseInt(colour.slice(start, start + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
