// Requests byte by byte, for what no well-behaved client would send.
import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends raw bytes to a server; returns everything it says until it closes the connection. */
export function sendRaw(port: number, ...parts: (string | Buffer)[]): Promise<string> {
	return converse(port, parts, false);
}

/** The same, but closes the sending half behind the bytes. */
export function sendRawAndEnd(port: number, ...parts: (string | Buffer)[]): Promise<string> {
	return converse(port, parts, true);
}

async function converse(port: number, parts: (string | Buffer)[], end: boolean): Promise<string> {
	const socket = connect(port, '127.0.0.1');
	let said = '';
	socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
	socket.on('error', () => undefined);
	for (const part of parts) socket.write(part);
	if (end) socket.end();
	await once(socket, 'close');
	return said;
}
