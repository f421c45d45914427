// What answers a request: the receiver, the state of the process, and the dashboard behind them.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import compression from 'compression';
import { Log } from '../../lib/server/log/log.ts';
import { toFacts } from '../../lib/server/log/failure.ts';
import { tellAnswer } from '../../lib/server/log/tell-request.ts';
import { readMetrics } from '../../lib/server/operations/read-metrics.ts';
import { heartbeatPath, type Receiver } from '../../lib/server/receiver/receiver.ts';

/** Set by a proxy that ends TLS; without one the address is plain http on the host the reader asked for. */
export const protocolHeader = 'x-forwarded-proto';

const log = new Log('web');

/** The dashboard's own code; a wiki that shows embeds in a sandboxed frame has no origin to load it with. */
const codeFolder = '/_app/immutable/';

type Middleware = (...of: [...Parameters<RequestListener>, next: () => void]) => void;

/** Browsers that came by TLS once come by nothing else for a year. */
const yearOfTls = 'max-age=31536000; includeSubDomains';

export interface FrontOptions {
	/** Whether a connection may read `/metrics`; the dashboard refuses the others. */
	readonly readsMetrics: (request: IncomingMessage) => boolean;
	/** Whether people reach this server by TLS. */
	readonly isSecure: boolean;
}

/**
 * Heartbeats go to `receiver`; `/metrics` and a `/readyz` that fails are answered here; everything else is the
 * dashboard's.
 */
export function createFront(
	receiver: Receiver,
	dashboard: RequestListener,
	{ readsMetrics, isSecure }: FrontOptions
): RequestListener {
	const compress = compression() as unknown as Middleware;
	return (request, response) => {
		if (receiver.handle(request, response)) {
			tellAnswer(log, heartbeatPath, request, response);
			return;
		}
		const path = request.url?.split('?', 1)[0];
		const isRead = request.method === 'GET' || request.method === 'HEAD';
		if (path === '/metrics' && isRead && readsMetrics(request)) {
			tellAnswer(log, path, request, response);
			void sendMetrics(receiver, response);
		} else if (path === '/readyz' && isRead && !receiver.ready) {
			tellAnswer(log, path, request, response);
			sendText(response, 503, 'text/plain', 'heartbeats can not be stored\n');
		} else {
			request.headers[protocolHeader] ??= 'http';
			response.setHeader('x-content-type-options', 'nosniff');
			if (isSecure) response.setHeader('strict-transport-security', yearOfTls);
			if (path?.startsWith(codeFolder)) response.setHeader('access-control-allow-origin', '*');
			compress(request, response, () => {
				dashboard(request, response);
			});
		}
	};
}

async function sendMetrics(receiver: Receiver, response: ServerResponse): Promise<void> {
	try {
		const { text, type } = await readMetrics(receiver);
		sendText(response, 200, type, text);
	} catch (error) {
		log.error('the metrics met a bug', toFacts(error));
		sendText(response, 500, 'text/plain', 'the metrics can not be read\n');
	}
}

function sendText(response: ServerResponse, status: number, type: string, text: string): void {
	const headers = {
		'cache-control': 'no-store',
		'content-type': type,
		'x-content-type-options': 'nosniff'
	};
	response.writeHead(status, headers).end(text);
}
