// A webhook of the loopback that answers as a test wants it to.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A running webhook; `texts` are those that it was sent, in their order. */
export interface Webhook {
	readonly url: URL;
	readonly texts: readonly string[];
	close(): Promise<void>;
}

/** @param answers to the requests in their order; the last one to all that follow */
export async function openWebhook(...answers: readonly Answer[]): Promise<Webhook> {
	const texts: string[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			texts.push((JSON.parse(body) as { text: string }).text);
			(answers[texts.length - 1] ?? answers.at(-1))?.(response, request);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: new URL(`http://127.0.0.1:${port}/services/secret`),
		texts,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}

/** Answers with a status. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}): Answer {
	return (response) => {
		response.writeHead(code, headers).end('ok');
	};
}

/** Takes the request and says nothing. */
export const silence: Answer = () => {};

/** Takes the request and hangs up. */
export const hangUp: Answer = (_, request) => {
	request.socket.destroy();
};
