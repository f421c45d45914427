// A wiki: a page of its own origin that shows something in a frame, as wikis do.
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A running wiki; pages are made by what is asked for after `/?`, see `pageOf`. */
export interface Wiki {
	/** Its origin by address and by name: two origins for a browser. */
	readonly origin: string;
	readonly otherOrigin: string;
	/** Address of a page with that body. */
	pageOf(body: string, origin?: string): string;
	close(): Promise<void>;
}

/** Serves pages whose body stands in their own address. */
export async function openWiki(): Promise<Wiki> {
	const server = createServer((request, response) => {
		const body = new URL(request.url ?? '/', 'http://wiki').searchParams.get('body') ?? '';
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(`<!doctype html><html lang="en"><title>Wiki</title><body>${body}</body></html>`);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const origin = `http://127.0.0.1:${port}`;
	return {
		origin,
		otherOrigin: `http://localhost:${port}`,
		pageOf: (body, from = origin) => `${from}/?${new URLSearchParams({ body }).toString()}`,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}
