// Who asks, in the words of a proxy. Only what comes from its own address is believed.
import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';
import { roleOf } from '../role.ts';
import type { ProxyAccess } from '../settings.ts';
import type { Identity } from './visitor.ts';

/** The parts of a request that matter; `rawHeaders` as Node.js has them, names and values in turn. */
export type ProxiedRequest = Pick<IncomingMessage, 'rawHeaders'> & {
	/** Address of the other end of the connection itself. */
	readonly remoteAddress: string | undefined;
};

/** Finds who asks; made once, as it compiles the list of proxies. */
export function proxyVisitors(access: ProxyAccess): (request: ProxiedRequest) => Identity {
	const isTrusted = proxyAddr.compile([...access.proxies]);
	return ({ rawHeaders, remoteAddress }) => {
		if (remoteAddress === undefined || !isTrusted(remoteAddress, 0)) return 'outside';
		const user = onlyValue(rawHeaders, access.userHeader);
		if (user === undefined) return 'unknown';
		const groups = onlyValue(rawHeaders, access.groupsHeader)?.split(/\s*,\s*/) ?? [];
		return { id: user, name: user, role: roleOf(groups.filter(Boolean), access.groups) };
	};
}

/**
 * The value of a header that stands there once. One that stands there twice was sent by the reader and not replaced by
 * the proxy, so that none of the two counts.
 */
function onlyValue(rawHeaders: readonly string[], name: string): string | undefined {
	const places = rawHeaders.flatMap((header, index) =>
		index % 2 === 0 && header.toLowerCase() === name ? [index + 1] : []
	);
	const value = places.length === 1 ? rawHeaders[places[0] ?? 0]?.trim() : undefined;
	return value === '' || (value?.length ?? 0) > longest ? undefined : value;
}

const longest = 4096;
