// What every answer of the web process carries: security headers, the language, the theme that an embed asks for,
// errors that programs can read, who may read across origins, and the gates: of tokens before everything that has one,
// of people before everything else.
import { dev } from '$app/environment';
import {
	error,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { recordOpening, recordReading } from '$lib/server/access/gate/record-request.ts';
import { visitorStrip } from '$lib/server/access/doors/visitor-strip.ts';
import { enter, pathOf, type Entered } from '$lib/server/access/gate/enter.ts';
import { accessMode, addressOf } from '$lib/server/access/process-access.ts';
import { suffices } from '$lib/server/access/role.ts';
import { openDefinitions, toLeftOut } from '$lib/server/definitions/open-definitions.ts';
import { readEnvironment } from '$lib/server/environment.ts';
import { Log } from '$lib/server/log/log.ts';
import { toFacts } from '$lib/server/log/failure.ts';
import { tellRequest } from '$lib/server/log/tell-request.ts';
import { allowOrigin, answerPreflight, isPreflight } from '$lib/server/http/cross-origin.ts';
import { PageCache } from '$lib/server/http/kept/page-cache.ts';
import { asProblem, isData, isForPrograms } from '$lib/server/http/for-programs.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import { answerToken, tokenCaching } from '$lib/server/shares/gate/answer-token.ts';
import { forms, tokenParameter } from '$lib/server/shares/gate/locked-query.ts';
import { shareContext } from '$lib/server/shares/share-context.ts';
import { texts } from '$lib/texts/texts.ts';

const { frameAncestors, corsOrigins } = readEnvironment();
const { language } = new Intl.Locale(texts.locale);

const log = new Log('web');

/** Embeds as pages, so that a wiki may show one to many readers at once. */
const embeds = new PageCache(32_000_000, frameAncestors.join(' '));

const headers = {
	'x-content-type-options': 'nosniff',
	// Without one, browsers do not say that it is a page of this site that signs out.
	'referrer-policy': accessMode === 'oidc' ? 'same-origin' : 'no-referrer',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
};

/** Datasets that the data folder defines are there before the first request. */
export const init: ServerInit = () => {
	process.stderr.write(toLeftOut(openDefinitions()));
};

export const handle: Handle = (asked) => {
	const { route, request } = asked.event;
	return tellRequest(log, route.id ?? 'none', request.method, () => respond(asked));
};

const respond: Handle = async ({ event, resolve }) => {
	const isEmbed = event.route.id?.startsWith('/embed/') ?? false;
	const hasToken = isEmbed && event.url.searchParams.has(tokenParameter);
	const response = await answer(event, async () => {
		const opened = hasToken ? await openWithToken(event) : event.url.searchParams;
		if (opened instanceof Response) return opened;
		const entered = hasToken ? stranger : await enter(event);
		if (entered instanceof Response) return entered;
		const shown = await show(event, opened, entered, resolve);
		if (accessMode !== 'none' && !hasToken) keepPrivate(shown, entered);
		const { reading } = entered.rule ?? {};
		if (reading && shown.status < 400) recordReading(reading, event.locals.visitor, event.url);
		return shown;
	});
	if (hasToken) {
		response.headers.set('cache-control', response.status < 400 ? tokenCaching : 'no-store');
	}
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

/** Logs where bugs are, and nothing of what a reader asked for; in development all there is to say. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status >= 500) {
		log.error('a request met a bug', { route: event.route.id ?? 'none', ...toFacts(error) });
		if (dev && error instanceof Error) process.stderr.write(`${error.stack ?? message}\n`);
	}
	return { message };
};

/** Whoever comes with a token is known by nothing else. */
const stranger: Entered = { identity: 'unknown', rule: undefined };

/** What depends on who asks is kept by nobody else, and asked for again each time. */
function keepPrivate({ headers }: Response, { rule }: Entered): void {
	const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
	if (rule?.needs === 'open' && !isPage) return;
	if (headers.get('cache-control')?.includes('no-store')) return;
	headers.set('cache-control', 'private, no-cache');
}

/** @param parameters of the address, held to what its token opens */
function show(
	event: RequestEvent,
	parameters: URLSearchParams,
	{ identity }: Entered,
	resolve: Parameters<Handle>[0]['resolve']
) {
	event.locals.parameters = parameters;
	event.locals.visitor = typeof identity === 'string' ? undefined : identity;
	event.locals.mayManage = suffices(event.locals.visitor?.role, 'sharer');
	const isEmbed = event.route.id?.startsWith('/embed/') ?? false;
	const theme = isEmbed ? `data-theme="${embedTheme(parameters)}"` : '';
	const strip = isEmbed ? '' : visitorStrip(accessMode, identity, pathOf(event));
	const render = async () =>
		resolve(event, {
			transformPageChunk: ({ html }) =>
				html
					.replace('%murmuration.language%', language)
					.replace('%murmuration.theme%', theme)
					.replace('%murmuration.visitor%', () => strip)
		});
	return isEmbedPage(event) ? showEmbed(event, parameters, render) : render();
}

/** Nothing else in such a page depends on who asks, or when. */
async function showEmbed(
	{ url, request }: RequestEvent,
	parameters: URLSearchParams,
	render: () => Promise<Response>
): Promise<Response> {
	const held = parameters.toString();
	const key = JSON.stringify([await publishedStore().readStamp(), url.href, held]);
	return embeds.answer(key, request, render);
}

function isEmbedPage({ route, request: { method }, isDataRequest }: RequestEvent): boolean {
	return route.id === '/embed/[chart]' && !isDataRequest && (method === 'GET' || method === 'HEAD');
}

/** The chart and form are those of the route that will answer, so that no spelling of a path gets past the token. */
function openWithToken(event: RequestEvent) {
	const { request, route, params, url } = event;
	const extension = /^\/embed\/\[chart\](?:\.(\w+))?$/.exec(route.id ?? '');
	const form = forms.find((one) => one === (extension?.[1] ?? 'html'));
	if (!extension || !form) error(404);
	const asked = { chart: params['chart'] ?? '', form, parameters: url.searchParams };
	const caller = { address: addressOf(event), opened: recordOpening };
	return answerToken(shareContext(), request, asked, Date.now(), caller);
}

function embedTheme(parameters: URLSearchParams): string {
	const theme = parameters.get('theme');
	return theme === 'light' || theme === 'dark' ? theme : 'auto';
}
