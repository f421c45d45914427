// The page that people see who get no further, or who have just left: what it is, and what they can do.
import { texts } from '../../../texts/texts.ts';
import { escapeMarkup } from '../../../export/escape-markup.ts';
import { answerPage, standalonePage } from '../../shares/archive/standalone-page.ts';
import type { Visitor } from '../identity/visitor.ts';

/** A way on: a link, the first of which stands out. */
export interface WayOn {
	readonly text: string;
	readonly href: string;
}

/** What a door says. */
export interface Door {
	readonly title: string;
	readonly detail: string;
	readonly ways?: readonly WayOn[];
	/** Who is signed in and may want to come back as somebody else. */
	readonly visitor?: Visitor | undefined;
}

/** The page as an answer that nobody keeps. */
export function doorPage(status: number, { title, detail, ways = [], visitor }: Door): Response {
	const page = standalonePage({
		title: texts.site.title(title),
		theme: 'auto',
		style,
		leadsOn: true,
		body: `<main>
${mark}
<h1>${escapeMarkup(title)}</h1>
<p>${escapeMarkup(detail)}</p>
${ways.length > 0 ? `<p class="ways">${ways.map(linkOf).join('')}</p>` : ''}
${visitor ? `<div class="who"><span>${escapeMarkup(texts.doors.signedInAs(visitor.name))}</span>${signOutForm}</div>` : ''}
</main>`
	});
	return answerPage(status, page);
}

/** Signs out; without script, and taken from this site's own pages alone. */
export const signOutForm = `<form method="POST" action="/sign-out"><button type="submit">${texts.doors.signOut}</button></form>`;

function linkOf({ text, href }: WayOn): string {
	return `<a href="${escapeMarkup(href)}">${escapeMarkup(text)}</a>`;
}

const mark = `<svg viewBox="0 0 32 20" aria-hidden="true"><path d="M2 13q4-5 7 0 3-5 7 0M13 7q3-4 5.500 0 2.500-4 5.500 0M19 16q2.500-3.500 5 0 2.500-3.500 5 0"/></svg>`;

const style = `body { display: grid; min-height: 100vh; }
main { display: grid; gap: 0.75rem; align-content: center; width: min(30rem, 100%); margin: 0 auto; padding: 2rem 1.5rem 12vh; }
svg { width: 3rem; margin-bottom: 0.75rem; fill: none; stroke: var(--muted); stroke-width: 2; stroke-linecap: round; }
h1 { font-size: 1.75rem; line-height: 1.15; letter-spacing: -0.02em; text-wrap: balance; }
p { color: var(--muted); text-wrap: pretty; }
.ways { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem 1.25rem; margin-top: 0.75rem; }
.ways a { color: var(--text); text-underline-offset: 0.2em; }
.ways a:first-child { padding: 0.5rem 1.125rem; border: 1px solid var(--text); border-radius: 0.375rem; background: var(--text); color: var(--surface); font-weight: 550; text-decoration: none; }
.who { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--grid); color: var(--muted); font-size: 0.875rem; }
.who span { overflow-wrap: anywhere; }
button { min-height: 2rem; padding: 0 0.75rem; border: 1px solid var(--muted); border-radius: 0.375rem; background: var(--surface); color: var(--text); font: inherit; cursor: pointer; }`;
