// Colours of marks, light and dark. Every mark has a contrast of at least 3:1 to its surface; a test measures it.
import type { Tone } from '../model/tone.ts';

export const schemes = ['light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

/** Colours of everything around the marks. */
export interface Ink {
	readonly surface: string;
	readonly text: string;
	readonly muted: string;
	readonly grid: string;
	readonly hatch: string;
}

interface Palette {
	readonly ink: Ink;
	readonly neutral: string;
	/** Old to new: one family of blues, the newest strongest. */
	readonly ramp: readonly [string, string, string];
	/** Unordered; told apart by lightness as well as by hue. */
	readonly slots: readonly string[];
}

const palettes: Readonly<Record<Scheme, Palette>> = {
	light: {
		ink: {
			surface: '#ffffff',
			text: '#1b2228',
			muted: '#5a6570',
			grid: '#e4e7ea',
			hatch: '#858d97'
		},
		neutral: '#858b93',
		ramp: ['#7099b4', '#2a6f97', '#0b2c4a'],
		slots: ['#2f67a8', '#d1711b', '#128577', '#8a4fa3', '#a8862a', '#c0504d', '#4b5a68']
	},
	dark: {
		ink: {
			surface: '#15191e',
			text: '#e8ecf0',
			muted: '#a3aeb9',
			grid: '#2b333c',
			hatch: '#7d8793'
		},
		neutral: '#828b95',
		ramp: ['#4d7590', '#6fb0d2', '#d6f1ff'],
		slots: ['#6ea3e6', '#f09a4a', '#3fb5a3', '#c08bdb', '#d9b54a', '#ef8279', '#b3bdc7']
	}
};

/** The colours around the marks under `scheme`. */
export function inkOf(scheme: Scheme): Ink {
	return palettes[scheme].ink;
}

/** The colour of a tone as `#rrggbb`; a hatched tone is drawn with lines of this colour. */
export function colourOf(tone: Tone, scheme: Scheme): string {
	const palette = palettes[scheme];
	switch (tone.kind) {
		case 'ramp':
			return onRamp(palette.ramp, tone.position);
		case 'slot':
			return palette.slots[tone.slot] ?? palette.neutral;
		case 'neutral':
			return palette.neutral;
		case 'hatch':
			return palette.ink.hatch;
	}
}

/** Both colours of a tone as one CSS colour that follows `color-scheme`. */
export function cssColourOf(tone: Tone): string {
	return `light-dark(${colourOf(tone, 'light')}, ${colourOf(tone, 'dark')})`;
}

function onRamp([oldest, middle, newest]: Palette['ramp'], position: number): string {
	return position < 0.5 ? mix(oldest, middle, position * 2) : mix(middle, newest, position * 2 - 1);
}

function mix(from: string, to: string, part: number): string {
	const channel = (start: number) => {
		const [a, b] = [from, to].map((colour) => parseInt(colour.slice(start, start + 2), 16));
		return Math.round((a ?? 0) * (1 - part) + (b ?? 0) * part)
			.toString(16)
			.padStart(2, '0');
	};
	return `#${channel(1)}${channel(3)}${channel(5)}`;
}
