// Pieces of HTML and Markdown that show a chart; whatever a title holds stays text.
import { escapeMarkup } from '../escape-markup.ts';
import type { ShareLinks } from './share-links.ts';

/** A frame with a title for those who hear it; `height` is in CSS pixels. */
export function toFrame(
	address: string,
	title: string,
	height: number,
	width: number | '100%' = '100%'
): string {
	return `<iframe src="${escapeMarkup(address)}" title="${escapeMarkup(title)}" width="${width}" height="${height}" loading="lazy" referrerpolicy="no-referrer" frameborder="0"></iframe>`;
}

/** The script that gives frames on a page their height. */
export function toHostScript({ hostScript }: ShareLinks): string {
	return `<script src="${escapeMarkup(hostScript)}" defer></script>`;
}

/** One picture as Markdown, linked to its numbers. */
export function toMarkdownImage({ png, page }: ShareLinks, title: string): string {
	return `[![${escapeMarkdown(title)}](${png})](${page})`;
}

/** One picture that follows the reader's theme, as HTML that Markdown allows. */
export function toPictureElement({ png, darkPng, page }: ShareLinks, title: string): string {
	const dark = darkPng
		? [`    <source media="(prefers-color-scheme: dark)" srcset="${escapeMarkup(darkPng)}">`]
		: [];
	return [
		`<a href="${escapeMarkup(page)}">`,
		'  <picture>',
		...dark,
		`    <img src="${escapeMarkup(png)}" alt="${escapeMarkup(title)}">`,
		'  </picture>',
		'</a>'
	].join('\n');
}

function escapeMarkdown(text: string): string {
	return text.replace(/[\\[\]()<>*_`!&#|]/g, '\\$&').replace(/\s+/g, ' ');
}
