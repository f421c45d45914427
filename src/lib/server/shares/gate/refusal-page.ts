// What a frame shows in the place of a chart that a link does not open.
import { escapeMarkup } from '../../../export/escape-markup.ts';
import { standalonePage, type StandalonePage } from '../archive/standalone-page.ts';

/** The page, and the policy with which it has to be sent. */
export function refusalPage({
	title,
	detail,
	theme
}: {
	readonly title: string;
	readonly detail: string;
	readonly theme: string;
}): StandalonePage {
	const body = `<main>
<svg viewBox="0 0 32 20" aria-hidden="true"><path d="M2 13q4-5 7 0 3-5 7 0M13 7q3-4 5.500 0 2.500-4 5.500 0M19 16q2.500-3.500 5 0 2.500-3.500 5 0"/></svg>
<h1>${escapeMarkup(title)}</h1>
<p>${escapeMarkup(detail)}</p>
</main>`;
	return standalonePage({ title, theme, style, body });
}

const style = `body { display: grid; min-height: 100vh; }
main { display: grid; gap: 0.5rem; place-content: center; justify-items: center; padding: 1rem; text-align: center; }
svg { width: 2.5rem; fill: none; stroke: var(--hatch); stroke-width: 2; stroke-linecap: round; }
h1 { font-size: 1rem; line-height: 1.2; text-wrap: balance; }
p { max-width: 38ch; color: var(--muted); font-size: 0.875rem; text-wrap: balance; }`;
