// Where a request came from, as far as limits need it: the client address, then one pseudonym a UTC day.
import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from 'proxy-addr';

/** Finds the client address of a request. */
export type FindAddress = (request: IncomingMessage) => string;

/**
 * The address of the socket; behind trusted proxies the right-most address of X-Forwarded-For that is not one of them.
 * A header without a valid address there counts as none.
 *
 * @param trustedProxies addresses, CIDR ranges, `loopback`, `linklocal` or `uniquelocal`
 */
export function addressFinder(trustedProxies: readonly string[]): FindAddress {
	const socketAddress: FindAddress = ({ socket }) => socket.remoteAddress ?? '';
	if (trustedProxies.length === 0) return socketAddress;
	const isTrusted = proxyAddr.compile([...trustedProxies]);
	return (request) => {
		const address = proxyAddr(request, isTrusted);
		return isIP(address) === 0 ? socketAddress(request) : address;
	};
}

/** What one party may be assumed to hold: an IPv4 address, or the /64 network of an IPv6 address. */
export function toNetwork(address: string): string {
	const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
	if (mapped !== undefined) return mapped;
	if (!address.includes(':')) return address;
	const [head = '', tail] = address.split('::');
	const groups = head === '' ? [] : head.split(':');
	if (tail !== undefined) {
		const width = tail === '' ? 0 : tail.split(':').length + Number(tail.includes('.'));
		groups.push(...Array<string>(Math.max(0, 8 - groups.length - width)).fill('0'));
		groups.push(...tail.split(':'));
	}
	const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
	return `${network.join(':')}::/64`;
}

/** Turns addresses into pseudonyms that mean nothing once the salt is gone. */
export class Pseudonyms {
	readonly #salt = randomBytes(32);

	/** HMAC-SHA-256 of the network of `address`. */
	of(address: string): string {
		return createHmac('sha256', this.#salt).update(toNetwork(address)).digest('base64url');
	}

	/** Overwrites the salt. */
	forget(): void {
		this.#salt.fill(0);
	}
}
