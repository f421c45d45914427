// A chart as oEmbed 1.0 describes what can be embedded. Source: https://oembed.com, section 2.3.
import { z } from 'zod';
import { toFrame } from './snippets/markup.ts';

const pixels = z
	.string()
	.regex(/^[1-9]\d{0,4}$/, 'expected a whole number of pixels')
	.transform(Number)
	.optional();

/** What a reader of oEmbed asks: which address of this site, and how much room there is. */
export const OembedQuery = z.strictObject({
	url: z.string('expected the address of a chart'),
	format: z.string().default('json'),
	maxwidth: pixels,
	maxheight: pixels
});

/** The answer of an oEmbed provider for type `rich`, with or without a thumbnail. */
export const Oembed = z.strictObject({
	version: z.literal('1.0'),
	type: z.literal('rich'),
	title: z.string(),
	provider_name: z.string(),
	provider_url: z.url(),
	cache_age: z.int().min(0),
	html: z.string(),
	width: z.int().min(1),
	height: z.int().min(1),
	thumbnail_url: z.url().optional(),
	thumbnail_width: z.int().optional(),
	thumbnail_height: z.int().optional()
});
export type Oembed = z.infer<typeof Oembed>;

/** What is embedded; addresses are absolute, `height` is what a frame of it needs in CSS pixels. */
export interface OembedSubject {
	readonly origin: string;
	readonly title: string;
	readonly html: string;
	readonly height: number;
	/** The picture in that size; both at least what a picture may have. */
	readonly pngOf: (width: number, height: number) => string;
}

/** The largest size that the reader has room for. */
export interface OembedRoom {
	readonly maxwidth?: number | undefined;
	readonly maxheight?: number | undefined;
}

const usualWidth = 720;
const thumbnail = { width: 960, height: 540, leastWidth: 200, leastHeight: 160 };
const cacheSeconds = 3600;

/** Describes a chart; neither frame nor thumbnail is larger than the room for it. */
export function toOembed(subject: OembedSubject, { maxwidth, maxheight }: OembedRoom): Oembed {
	const width = Math.min(usualWidth, maxwidth ?? Infinity);
	const height = Math.min(subject.height, maxheight ?? Infinity);
	return {
		version: '1.0',
		type: 'rich',
		title: subject.title,
		provider_name: 'Murmuration',
		provider_url: subject.origin,
		cache_age: cacheSeconds,
		html: toFrame(subject.html, subject.title, height, width),
		width,
		height,
		...toThumbnail(subject, { maxwidth, maxheight })
	};
}

/** In its usual shape where there is room, otherwise cut to it; none where no picture is that small. */
function toThumbnail(
	{ pngOf }: OembedSubject,
	{ maxwidth = Infinity, maxheight = Infinity }: OembedRoom
): Partial<Oembed> {
	const width = Math.min(thumbnail.width, maxwidth);
	const height = Math.min(thumbnail.height, maxheight);
	if (width < thumbnail.leastWidth || height < thumbnail.leastHeight) return {};
	return {
		thumbnail_url: pngOf(width, height),
		thumbnail_width: width,
		thumbnail_height: height
	};
}
