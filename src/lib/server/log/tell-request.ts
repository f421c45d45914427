// Requests in the log, where it tells them: the id of the route, the method, the status and how long it took.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from './log.ts';

/** Answers with what `respond` gives, and tells it. */
export async function tellRequest(
	log: Log,
	route: string,
	method: string,
	respond: () => Response | Promise<Response>
): Promise<Response> {
	if (!log.tellsRequests) return respond();
	const startMs = performance.now();
	const response = await respond();
	log.debug('request', { route, method, status: response.status, ms: sinceMs(startMs) });
	return response;
}

/** Tells a request to a route that needs no dashboard, once it is answered. */
export function tellAnswer(
	log: Log,
	route: string,
	{ method = '' }: IncomingMessage,
	response: ServerResponse
): void {
	if (!log.tellsRequests) return;
	const startMs = performance.now();
	response.once('finish', () => {
		log.debug('request', { route, method, status: response.statusCode, ms: sinceMs(startMs) });
	});
}

function sinceMs(startMs: number): number {
	return Math.round(performance.now() - startMs);
}
