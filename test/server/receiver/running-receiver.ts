// A receiver behind a real HTTP server on a temporary inbox, stopped with the test.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import {
	heartbeatPath,
	Receiver,
	serverOptions,
	type ReceiverOptions
} from '../../../src/lib/server/receiver/receiver.ts';
import { temporaryInbox } from '../inbox/inbox-folder.ts';

export const generous = { requestsPerMinute: 1e9, instancesPerDay: 1e9 };

/** Starts one; `url` takes heartbeats. */
export async function runReceiver(options: Partial<ReceiverOptions> = {}, server = serverOptions) {
	const inbox = await temporaryInbox();
	const receiver = new Receiver({ folder: inbox, limits: generous, ...options });
	const http = createServer(server, (request, response) => {
		if (!receiver.handle(request, response)) response.writeHead(404).end();
	});
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	onTestFinished(async () => {
		http.close();
		http.closeAllConnections();
		await receiver.close();
	});
	const { port } = http.address() as AddressInfo;
	return { receiver, inbox, port, url: `http://127.0.0.1:${port}${heartbeatPath}` };
}

/** Posts `body` as JSON. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return fetch(url, {
		method: 'POST',
		body: body instanceof Uint8Array ? new Uint8Array(body) : text,
		headers: { 'content-type': 'application/json', ...headers }
	});
}
