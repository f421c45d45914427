// Pieces of HTML and Markdown that show a chart; whatever a title holds stays text.
import type { ShareLinks } from './share-links.ts';

/** Makes text safe inside an element or a quoted attribute. */
export function escapeHtml(text: string): string {
	const entities: Readonly<Record<string, string>> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;'
	};
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A frame with a title for those who hear it; `height` is in CSS pixels. */
export function toFrame(
	address: string,
	title: string,
	height: number,
	width: number | '100%' = '100%'
): string {
	return `<iframe src="${escapeHtml(address)}" title="${escapeHtml(title)}" width="${width}" height="${height}" loading="lazy" referrerpolicy="no-referrer" frameborder="0"></iframe>`;
}

/** The script that gives frames on a page their height. */
export function toHostScript({ hostScript }: ShareLinks): string {
	return `<script src="${escapeHtml(hostScript)}" defer></script>`;
}

/** One picture as Markdown, linked to its numbers. */
export function toMarkdownImage({ png, page }: ShareLinks, title: string): string {
	return `[![${escapeMarkdown(title)}](${png})](${page})`;
}

/** One picture that follows the reader's theme, as HTML that Markdown allows. */
export function toPictureElement({ png, darkPng, page }: ShareLinks, title: string): string {
	const dark = darkPng
		? [`    <source media="(prefers-color-scheme: dark)" srcset="${escapeHtml(darkPng)}">`]
		: [];
	return [
		`<a href="${escapeHtml(page)}">`,
		'  <picture>',
		...dark,
		`    <img src="${escapeHtml(png)}" alt="${escapeHtml(title)}">`,
		'  </picture>',
		'</a>'
	].join('\n');
}

function escapeMarkdown(text: string): string {
	return text.replace(/[\\[\]()<>*_`!&#|]/g, '\\$&').replace(/\s+/g, ' ');
}
