// Whether a request that changes something was meant by whoever sends it (cross-site request forgery).

/**
 * Whether a request was sent by a page of this site, or by no page at all.
 *
 * Browsers say where a request comes from; a program says nothing, and has no cookie that somebody else's page could
 * have used. One that shows a bearer token was not made by a page of another site either.
 *
 * @param origin of this site, without a slash at its end
 */
export function isOwnOrigin(headers: Headers, origin: string): boolean {
	const [sender, site] = [headers.get('origin'), headers.get('sec-fetch-site')];
	if (sender === null && site === null) return isProgram(headers);
	return (
		(sender === null || sender === origin) &&
		(site === null || site === 'same-origin' || site === 'none')
	);
}

function isProgram(headers: Headers): boolean {
	return !headers.has('cookie') || /^bearer /i.test(headers.get('authorization') ?? '');
}

/** Whether a method may change something. */
export function isChange(method: string): boolean {
	return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}
