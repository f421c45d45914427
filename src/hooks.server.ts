// What every answer of the web process carries: security headers, the language, the theme that an embed asks for,
// errors that programs can read, and who may read across origins.
import type { Handle, HandleServerError, RequestEvent } from '@sveltejs/kit';
import { readEnvironment } from '$lib/server/environment.ts';
import { allowOrigin, answerPreflight, isPreflight } from '$lib/server/http/cross-origin.ts';
import { asProblem, isData, isForPrograms } from '$lib/server/http/for-programs.ts';
import { texts } from '$lib/texts/texts.ts';

const { frameAncestors, corsOrigins } = readEnvironment();
const { language } = new Intl.Locale(texts.locale);

const headers = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
};

export const handle: Handle = async ({ event, resolve }) => {
	const isEmbed = event.url.pathname.startsWith('/embed/');
	const theme = isEmbed ? `data-theme="${embedTheme(event.url)}"` : '';
	const response = await answer(event, () =>
		resolve(event, {
			transformPageChunk: ({ html }) =>
				html.replace('%murmuration.language%', language).replace('%murmuration.theme%', theme)
		})
	);
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

/** What the route says, told in the way of whoever asks: people get pages, programs problems and cross-origin headers. */
async function answer(
	{ request, url: { pathname } }: RequestEvent,
	ask: () => Response | Promise<Response>
): Promise<Response> {
	if (!isForPrograms(pathname)) return ask();
	const isShared = isData(pathname) && corsOrigins.length > 0;
	request.headers.set('accept', 'application/json');
	const response =
		isShared && isPreflight(request) ? answerPreflight() : await asProblem(await ask());
	if (isShared) allowOrigin(request, response, corsOrigins);
	return response;
}

/** Logs bugs with their stack, and nothing of what a reader asked for. */
export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status >= 500) process.stderr.write(`${error instanceof Error ? error.stack : message}\n`);
	return { message };
};

function embedTheme(url: URL): string {
	const theme = url.searchParams.get('theme');
	return theme === 'light' || theme === 'dark' ? theme : 'auto';
}
