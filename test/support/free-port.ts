// A port for a server that has to know its own address before it starts.
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A port of the loopback that was free just now. */
export async function freePort(): Promise<number> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
