// What every answer of the web process carries: security headers, the language, and the theme that an embed asks for.
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { readEnvironment } from '$lib/server/environment.ts';
import { texts } from '$lib/texts/texts.ts';

const { frameAncestors } = readEnvironment();
const { language } = new Intl.Locale(texts.locale);

const headers = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
};

export const handle: Handle = async ({ event, resolve }) => {
	const isEmbed = event.url.pathname.startsWith('/embed/');
	const theme = isEmbed ? `data-theme="${embedTheme(event.url)}"` : '';
	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html.replace('%murmuration.language%', language).replace('%murmuration.theme%', theme)
	});
	const ancestors = (isEmbed && frameAncestors.join(' ')) || "'none'";
	const policy = response.headers.get('content-security-policy');
	response.headers.set(
		'content-security-policy',
		[...(policy ? [policy] : []), `frame-ancestors ${ancestors}`].join('; ')
	);
	if (ancestors === "'none'") response.headers.set('x-frame-options', 'DENY');
	for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
	return response;
};

/** Logs bugs with their stack, and nothing of what a reader asked for. */
export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status >= 500) process.stderr.write(`${error instanceof Error ? error.stack : message}\n`);
	return { message };
};

function embedTheme(url: URL): string {
	const theme = url.searchParams.get('theme');
	return theme === 'light' || theme === 'dark' ? theme : 'auto';
}
