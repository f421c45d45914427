// Which other sites' pages may read published numbers with the reader's browser (CORS). Nothing here depends on who the
// reader is, so credentials are never allowed.

/** Lets any page ask again whether its copy is still good, and see what the answer says of itself. */
const preflight = {
	'access-control-allow-methods': 'GET, HEAD',
	'access-control-allow-headers': 'if-none-match',
	'access-control-max-age': '86400'
};
const exposed = 'content-disposition, etag, link, retry-after';

/** Whether a request only asks what it may ask. */
export function isPreflight({ method, headers }: Request): boolean {
	return method === 'OPTIONS' && headers.has('access-control-request-method');
}

/** The answer to a preflight; what it allows counts only together with `allowOrigin`. */
export function answerPreflight(): Response {
	return new Response(null, { status: 204, headers: preflight });
}

/**
 * Says on `response` whether a page of the request's origin may read it.
 *
 * @param origins `*` alone, or origins, `https://*.example.org` for all hosts below one; none: nothing is said
 */
export function allowOrigin(
	request: Request,
	response: Response,
	origins: readonly string[]
): void {
	if (origins.length === 0) return;
	const isOpen = origins[0] === '*';
	if (!isOpen) response.headers.append('vary', 'Origin');
	const origin = request.headers.get('origin');
	if (!isOpen && !(origin && origins.some((one) => isMatch(one, origin)))) return;
	response.headers.set('access-control-allow-origin', isOpen ? '*' : (origin ?? ''));
	if (request.method !== 'OPTIONS') response.headers.set('access-control-expose-headers', exposed);
}

function isMatch(pattern: string, origin: string): boolean {
	const [scheme = '', host] = pattern.toLowerCase().split('*');
	const asked = origin.toLowerCase();
	if (host === undefined) return asked === scheme;
	const below = asked.slice(scheme.length, -host.length);
	return asked.startsWith(scheme) && asked.endsWith(host) && /^[a-z0-9._-]+$/.test(below);
}
