// The addresses that a shared chart is known by.
import { toEmbedSearch, toSearch, type Asked, type AskedEmbed } from '../../chart/search.ts';

/** Height of what stands around a chart in a frame: title, summary, legend and facts, in CSS pixels. */
export const aroundChart = 200;

/** How a shared chart shall look. */
export interface ShareLook {
	readonly theme: 'auto' | 'light' | 'dark';
	readonly title: boolean;
	readonly legend: boolean;
}

/** A chart to share. `asked` is what the page shows; a range without end follows new releases. */
export interface Shared extends ShareLook {
	readonly origin: string;
	readonly chart: string;
	/** The table that says its numbers. */
	readonly table: string;
	readonly asked: Asked;
}

/** Absolute addresses; `darkPng` only where light and dark are left to the reader. */
export interface ShareLinks {
	readonly html: string;
	readonly svg: string;
	readonly png: string;
	readonly darkPng?: string;
	/** The picture under an address that ends in `.png`, which some wikis look for. */
	readonly namedPng: string;
	/** Where the numbers stand as a table. */
	readonly page: string;
	/** The script that gives frames their height. */
	readonly hostScript: string;
}

/** All addresses of a shared chart. */
export function toShareLinks(shared: Shared): ShareLinks {
	const { origin, chart, table, asked, theme, title, legend } = shared;
	const embed = { ...asked, compare: undefined, theme, title, legend };
	const picture = (extension: string, more: AskedEmbed = {}) =>
		`${origin}/embed/${chart}.${extension}${toEmbedSearch({ ...embed, ...more })}`;
	const png = picture('png');
	return {
		html: `${origin}/embed/${chart}${toEmbedSearch(embed)}`,
		svg: picture('svg'),
		png,
		...(theme === 'auto' && { darkPng: picture('png', { theme: 'dark' }) }),
		namedPng: png.endsWith('.png') ? png : picture('png', { file: `${chart}.png` }),
		page: `${origin}/tables/${table}${toSearch(asked)}`,
		hostScript: `${origin}/embed-host.js`
	};
}
