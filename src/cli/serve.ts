// The verb `serve`: the web process. It reads published releases and has no way to the warehouse.
import { existsSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import { Command } from 'commander';
import { readEnvironment } from '../lib/server/environment.ts';
import { Refusal } from './refusal.ts';

const handlerFile = new URL('../../build/handler.js', import.meta.url);

/** Set by a proxy that ends TLS; without one the address is plain http on the host the reader asked for. */
const protocolHeader = 'x-forwarded-proto';

/** `murmuration serve` */
export function serveCommand(): Command {
	return new Command('serve')
		.description('serves dashboard, API and embeds from the published releases')
		.action(serve);
}

/** Serves until SIGINT or SIGTERM, then finishes the requests under way. */
export async function serve(): Promise<void> {
	const { host, port } = readEnvironment();
	if (!existsSync(handlerFile))
		throw new Refusal('the web side is not built: run npm run build first');
	const shownHost = host.includes(':') ? `[${host}]` : host;
	process.env['PROTOCOL_HEADER'] ??= protocolHeader;
	const { handler } = (await import(handlerFile.href)) as { handler: RequestListener };
	const compress = compression() as unknown as (...next: Parameters<Middleware>) => void;
	const server = createServer((request, response) => {
		request.headers[protocolHeader] ??= 'http';
		compress(request, response, () => {
			handler(request, response);
		});
	});
	server.listen(port, host);
	await once(server, 'listening').catch((error: unknown) => {
		throw new Refusal(`can't listen on ${shownHost}:${port}: ${(error as Error).message}`);
	});
	const { port: boundPort } = server.address() as AddressInfo;
	process.stdout.write(`Murmuration is at http://${shownHost}:${boundPort}\n`);
	await stopSignal();
	server.close();
	server.closeIdleConnections();
	await once(server, 'close');
}

type Middleware = (
	request: Parameters<RequestListener>[0],
	response: Parameters<RequestListener>[1],
	next: () => void
) => void;

function stopSignal(): Promise<unknown> {
	return Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
