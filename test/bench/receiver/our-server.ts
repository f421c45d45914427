// The receiver as `serve` runs it, but for the limit of requests: here all instances come from one source. All but
// twenty of them go to the segment of those over the limit, which costs what the other one does.
//   our-server.ts FOLDER
import { createServer } from 'node:http';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Receiver, serverOptions } from '../../../src/lib/server/receiver/receiver.ts';
import { serveParent } from './child-server.ts';

const folder = join(process.argv[2] ?? '.', 'inbox');
const receiver = new Receiver({ folder, limits: { requestsPerMinute: 1e9, instancesPerDay: 20 } });
const server = createServer(serverOptions, (request, response) => {
	if (!receiver.handle(request, response)) response.writeHead(404).end();
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
await serveParent((server.address() as AddressInfo).port, async () => {
	server.close();
	server.closeAllConnections();
	await receiver.close();
	return countLines();
});

async function countLines(): Promise<number> {
	let lines = 0;
	for (const name of await readdir(folder)) {
		for await (const chunk of createReadStream(join(folder, name)) as AsyncIterable<Buffer>) {
			for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
		}
	}
	return lines;
}
