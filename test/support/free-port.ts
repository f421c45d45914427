// Ports for servers that have to know their own address before they start.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below the ports that systems give to connections, so that a server that was stopped finds its own free again. */
const [lowest, highest] = [12_000, 32_000];

const mostTries = 100;

/** A port of the loopback that was free just now. */
export async function freePort(): Promise<number> {
	const [port = 0] = await freePorts(1);
	return port;
}

/** Different ports of the loopback that were all free just now. */
export async function freePorts(count: number): Promise<number[]> {
	const held: { port: number; server: Server }[] = [];
	for (let tried = 0; held.length < count && tried < mostTries; tried++) {
		const port = randomInt(lowest, highest);
		const server = createServer();
		try {
			server.listen(port, '127.0.0.1');
			await once(server, 'listening');
			held.push({ port, server });
		} catch {
			server.close();
		}
	}
	for (const { server } of held) {
		server.close();
		await once(server, 'close');
	}
	if (held.length < count) throw new Error(`no ${count} free ports from ${lowest} to ${highest}`);
	return held.map(({ port }) => port);
}
