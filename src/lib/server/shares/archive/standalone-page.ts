// A page that needs nothing but itself: no script, no other file, one stylesheet that its policy names by digest.
import { createHash } from 'node:crypto';
import { inkOf, type Scheme } from '../../../chart/draw/palette.ts';
import { texts } from '../../../texts/texts.ts';
import { escapeMarkup } from '../../../export/escape-markup.ts';

const { language } = new Intl.Locale(texts.locale);

/** What a page shows. `body` is HTML, `style` CSS that can rely on the colours of `:root`. */
export interface StandaloneContent {
	readonly title: string;
	readonly theme: string;
	/** Colour behind the page in the words of the parameter `bg`. */
	readonly bg?: string | undefined;
	readonly style: string;
	readonly body: string;
	/** Whether its links and forms lead on within this site; otherwise it can do nothing. */
	readonly leadsOn?: boolean;
}

/** A page, and the content security policy with which it has to be sent. */
export interface StandalonePage {
	readonly html: string;
	readonly policy: string;
}

/** A page as an answer that nobody keeps. */
export function answerPage(status: number, { html, policy }: StandalonePage): Response {
	return new Response(html, {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy,
			'cache-control': 'no-store'
		}
	});
}

export function standalonePage({
	title,
	theme,
	bg,
	style,
	body,
	leadsOn
}: StandaloneContent): StandalonePage {
	const css = [colours(theme), ground(bg), base, style].join('\n');
	const digest = createHash('sha256').update(css).digest('base64');
	const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeMarkup(title)}</title>
<style>${css}</style>
</head>
<body>
${body}
</body>
</html>
`;
	const policy = `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; ${leadsOn ? "form-action 'self'" : "form-action 'none'; sandbox"}`;
	return { html, policy };
}

function colours(theme: string): string {
	const [light, dark] = [inkOf('light'), inkOf('dark')];
	const both = (name: keyof typeof light) =>
		`--${name}: light-dark(${light[name]}, ${dark[name]});`;
	const scheme: Scheme | 'light dark' =
		theme === 'light' || theme === 'dark' ? theme : 'light dark';
	return `:root { color-scheme: ${scheme}; ${(Object.keys(light) as (keyof typeof light)[]).map(both).join(' ')} }`;
}

function ground(bg: string | undefined): string {
	if (bg === undefined) return 'html { background: var(--surface); }';
	return `html { background: ${bg === 'transparent' ? bg : `#${bg}`}; }`;
}

const base = `*, ::before, ::after { box-sizing: border-box; }
html { color: var(--text); font: 400 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; font-variant-numeric: tabular-nums; text-size-adjust: 100%; }
body, h1, p, figure { margin: 0; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; border-radius: 2px; }`;
