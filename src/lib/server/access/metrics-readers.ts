// Whose connections may read what the process counts. Behind a proxy it is the reader's own address that counts.
import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';
import type { Settings } from '../environment.ts';
import { addressFinder } from '../receiver/source.ts';

/** Tells whether a request may read the metrics; made once, as it compiles lists of addresses. */
export function metricsReaders({
	metricsReaders: listed,
	trustedProxies
}: Pick<Settings, 'metricsReaders' | 'trustedProxies'>): (request: IncomingMessage) => boolean {
	const isListed = proxyAddr.compile([...listed]);
	const findAddress = addressFinder(trustedProxies);
	return (request) => isListed(findAddress(request), 0);
}
