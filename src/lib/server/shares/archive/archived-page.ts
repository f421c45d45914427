// An archived chart as a page of its own: its picture for wide and narrow frames, and its numbers below.
import type { Card } from '../../../chart/cards/card.ts';
import { capitalize, formatDay } from '../../../chart/format.ts';
import { schemes, type Scheme } from '../../../chart/draw/palette.ts';
import { texts } from '../../../texts/texts.ts';
import { escapeMarkup } from '../../../export/escape-markup.ts';
import { archivedTable } from './archived-table.ts';
import { standalonePage } from './standalone-page.ts';

/** The pictures of a chart as SVG, by their theme. */
export interface PagePictures {
	readonly wide: Readonly<Record<Scheme, string>>;
	readonly narrow: Readonly<Record<Scheme, string>>;
}

/** What a page of an archive is made from. */
export interface ArchivedContent {
	readonly card: Card;
	/** None for a heatmap, which is a table as on every page. */
	readonly pictures: PagePictures | undefined;
	readonly theme: string;
	readonly bg: string | undefined;
	/** Whether it begins with its title, where it has no picture that does. */
	readonly hasTitle: boolean;
	/** A moment in UTC. */
	readonly created: string;
}

/** Frames below this width, in CSS pixels, get the narrow picture. */
const narrowBelow = 640;

/** The page, and the policy with which it has to be sent. */
export function archivedPage({
	card,
	pictures,
	theme,
	bg,
	hasTitle,
	created
}: ArchivedContent): ReturnType<typeof standalonePage> {
	const table = archivedTable(card);
	const frozen = texts.archive.frozen(formatDay(created));
	const facts = pictures ? [frozen] : [...factsOf(card), frozen, texts.site.name];
	const body = [
		'<main>',
		...(pictures
			? [
					`<figure>${pictureOf(card, pictures, theme)}</figure>`,
					`<details><summary>${texts.card.numbers}</summary>${table}</details>`
				]
			: [
					...(hasTitle ? [`<h1>${escapeMarkup(card.title)}</h1>`] : []),
					`<p>${escapeMarkup(card.summary)}</p>`,
					table
				]),
		...card.notes.map(({ text }) => `<p class="note">${escapeMarkup(text)}</p>`),
		`<p class="facts">${facts.map((fact) => `<span>${escapeMarkup(fact)}</span>`).join(' ')}</p>`,
		'</main>'
	];
	return standalonePage({ title: card.title, theme, bg, style, body: body.join('\n') });
}

/** What a picture says of itself. */
function factsOf({ facts }: Card): string[] {
	return [
		capitalize(facts.range),
		texts.facts.smallest(facts.k),
		...(facts.synthetic ? [texts.facts.synthetic] : [])
	];
}

/** Sources in the order in which a browser tries them; the last picture is the one for all others. */
function pictureOf(card: Card, { wide, narrow }: PagePictures, theme: string): string {
	const forced = schemes.find((one) => one === theme);
	const source = (media: string, svg: string) =>
		`<source media="${media}" srcset="${toDataUrl(svg)}">`;
	const isNarrow = `(max-width: ${narrowBelow}px)`;
	const isDark = '(prefers-color-scheme: dark)';
	const dark = [source(`${isNarrow} and ${isDark}`, narrow.dark), source(isDark, wide.dark)];
	const words = escapeMarkup(`${card.title}. ${card.summary}`);
	return [
		'<picture>',
		...(forced ? [] : dark),
		source(isNarrow, narrow[forced ?? 'light']),
		`<img src="${toDataUrl(wide[forced ?? 'light'])}" alt="${words}"></picture>`
	].join('');
}

function toDataUrl(svg: string): string {
	return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

const style = `main { display: flex; flex-direction: column; gap: 0.5rem; padding-block: 0.75rem; }
main > :not(figure) { margin-inline: 1.5rem; }
h1 { font-size: 1rem; line-height: 1.2; }
img { display: block; width: 100%; height: auto; }
p, summary { color: var(--muted); font-size: 0.875rem; }
summary { width: fit-content; cursor: pointer; }
.facts { display: flex; flex-wrap: wrap; gap: 0 1rem; font-size: 0.8125rem; }
.scroll { overflow-x: auto; }
table { border-collapse: separate; border-spacing: 0; font-size: 0.875rem; white-space: nowrap; }
caption { padding-block: 0.5rem; color: var(--muted); text-align: left; }
th, td { padding: 0.3125rem 0.75rem; border-bottom: 1px solid var(--grid); text-align: right; }
thead th { color: var(--muted); font-weight: 550; vertical-align: bottom; }
th:first-child { padding-left: 0; text-align: left; }
tbody th { font-weight: 550; }
small { margin-left: 0.75rem; color: var(--muted); font-weight: 400; }
.hidden { color: var(--muted); background: repeating-linear-gradient(135deg, color-mix(in srgb, var(--hatch) 45%, transparent) 0 1px, transparent 1px 6px); }
.hidden span { padding-inline: 0.25rem; background: var(--surface); }
.missing { color: var(--muted); }
.away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }`;
