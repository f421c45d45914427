// Whether a browser shows an embed inside a page of another origin, told from the setting alone.
// Source: Content Security Policy Level 3, frame-ancestors and the matching of host sources.

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Whether pages of `origin` may frame what is served with these `frame-ancestors`.
 *
 * A source without a port means its scheme's own; one of http stands for https as well; `*.example.org` for every
 * subdomain, but not for `example.org`.
 *
 * @param origin of the page around, `https://wiki.example.org`
 * @param ancestors sources of the setting, in any order; none allows nobody
 * @param self origin of the embed, which `'self'` stands for
 */
export function isFramingAllowed(
	origin: string,
	ancestors: readonly string[],
	self?: string
): boolean {
	const page = toOrigin(origin);
	if (!page) return false;
	return ancestors.some((source) =>
		source === "'self'" ? origin === self : matches(page, source)
	);
}

/** The origin of what somebody typed as the address of a wiki, or `undefined` where it is none. */
export function originOf(address: string): string | undefined {
	const typed = address.trim();
	return toOrigin(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)?.origin;
}

function toOrigin(text: string): URL | undefined {
	if (!URL.canParse(text)) return undefined;
	const url = new URL(text);
	return url.protocol in defaultPorts && url.hostname !== '' ? url : undefined;
}

function matches(page: URL, source: string): boolean {
	const parts = /^(https?:)\/\/(\*\.)?(\[[^\]]+\]|[^:/]+)(?::(\d+))?$/i.exec(source);
	if (!parts) return false;
	const [, scheme = '', wildcard, host = '', port] = parts;
	const isUpgraded = scheme.toLowerCase() === 'http:' && page.protocol === 'https:';
	if (scheme.toLowerCase() !== page.protocol && !isUpgraded) return false;
	const name = host.toLowerCase();
	const isHost = wildcard ? page.hostname.endsWith(`.${name}`) : page.hostname === name;
	return isHost && matchesPort(page, port ?? defaultPorts[scheme.toLowerCase()], isUpgraded);
}

function matchesPort(page: URL, port: string | undefined, isUpgraded: boolean): boolean {
	const own = page.port === '' ? defaultPorts[page.protocol] : page.port;
	return own === port || (isUpgraded && port === '80' && own === '443');
}
