// Who may make, list and revoke shares while there is no sign-in: whoever sits at the machine that serves. A stranger
// must not, whichever way the request came.
import { isLoopback, isLoopbackAddress } from '../loopback.ts';

/** What is known of a request that wants to manage something. */
export interface ManagingRequest {
	readonly headers: Headers;
	/** Address of the other end of the connection itself, never of a header. */
	readonly remoteAddress: string | undefined;
	readonly httpVersion: string;
	/** Whether the server is set up to stand behind a proxy. */
	readonly isBehindProxy: boolean;
}

/**
 * Headers that only something between a reader and the server adds. `x-forwarded-proto` is none of them, as the front
 * adds it itself; with `https` somebody else did.
 */
const forwardingHeaders = [
	'forwarded',
	'via',
	'x-forwarded-for',
	'x-forwarded-host',
	'x-forwarded-port',
	'x-forwarded-server',
	'x-real-ip',
	'x-client-ip',
	'x-original-host',
	'true-client-ip',
	'cf-connecting-ip',
	'fly-client-ip'
];

/**
 * Whether a request may manage shares: it comes from this machine, asks for it by a name of the loopback (which a page
 * that rebinds its own name can't), and nothing shows that it was passed on.
 *
 * A proxy on the same machine that hides all traces is caught by the name that browsers send along, by HTTP/1.0, or by
 * `MURMURATION_TRUSTED_PROXIES`, which has to be set there anyway.
 */
export function mayManage(request: ManagingRequest): boolean {
	const { headers, remoteAddress, httpVersion, isBehindProxy } = request;
	return (
		!isBehindProxy &&
		httpVersion !== '1.0' &&
		isLoopbackAddress(remoteAddress ?? '') &&
		isLoopbackHost(headers.get('host') ?? '') &&
		(headers.get('x-forwarded-proto') ?? 'http') === 'http' &&
		!forwardingHeaders.some((name) => headers.has(name))
	);
}

function isLoopbackHost(host: string): boolean {
	return isLoopback(/^(\[[0-9a-f:.]+\]|[^:[\]]+)(:\d{1,5})?$/i.exec(host)?.[1] ?? '');
}
