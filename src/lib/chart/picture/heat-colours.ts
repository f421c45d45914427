// Colours of heatmaps in pictures. On pages they are in the styles of the table, so that browsers need not load them.
import { inkOf, type Scheme } from '../draw/palette.ts';

/** Grounds from little to much, and the text on those from `turn` on. */
const colours: Readonly<Record<Scheme, { grounds: readonly string[]; strongText: string }>> = {
	light: {
		grounds: [
			'#f2f6f9',
			'#dfebf3',
			'#c6dcea',
			'#a6c8de',
			'#7fb0cf',
			'#2a6f97',
			'#1a4f74',
			'#0b2c4a'
		],
		strongText: '#ffffff'
	},
	dark: {
		grounds: [
			'#1b2229',
			'#1d2f3c',
			'#20404f',
			'#265468',
			'#2c6883',
			'#8cc6e4',
			'#b3dbf0',
			'#d6f1ff'
		],
		strongText: '#10161b'
	}
};

/** The first step whose ground is too strong for the usual text. */
const turn = 5;

/** The ground of a step of a heatmap, 0 to 7, and the text on it; the table of a page has the same in its styles. */
export function heatColoursOf(step: number, scheme: Scheme): { ground: string; text: string } {
	const { grounds, strongText } = colours[scheme];
	const ink = inkOf(scheme);
	return { ground: grounds[step] ?? ink.surface, text: step < turn ? ink.text : strongText };
}
