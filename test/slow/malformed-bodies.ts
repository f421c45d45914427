// Sends malformed bodies to a receiver: each must be refused rightly, nothing stored, memory flat. Run it with
// `npx tsx test/slow/malformed-bodies.ts [bodies] [seed]`; without numbers 100 000 bodies.
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { heartbeatPath, Receiver, serverOptions } from '../../src/lib/server/receiver/receiver.ts';
import { malformed } from '../server/receiver/malformed-body.ts';
import { sendAll } from '../server/receiver/send-malformed.ts';

const [bodies = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const roundSize = 1_000;
const allowedGrowthMegabytes = 16;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const temporary = mkdtempSync(join(tmpdir(), 'murmuration-malformed-'));
const folder = join(temporary, 'inbox');
const limits = { requestsPerMinute: 1e9, instancesPerDay: 1e9 };
const receiver = new Receiver({ folder, limits });
const server = createServer(serverOptions, (request, response) => {
	receiver.handle(request, response);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${heartbeatPath}`;

let warmMegabytes = 0;
for (let sent = 0; sent < bodies; sent += roundSize) {
	const wrong = await sendAll(url, fc.sample(malformed, { numRuns: roundSize, seed: seed + sent }));
	if (wrong.length > 0) throw new Error(`${wrong.length} wrong answers, first: ${wrong[0] ?? ''}`);
	if (existsSync(folder)) throw new Error('something was stored');
	if (sent % (10 * roundSize) !== 0) continue;
	collectGarbage();
	const megabytes = process.memoryUsage().heapUsed / 1e6;
	if (sent === 10 * roundSize) warmMegabytes = megabytes;
	process.stdout.write(`${sent + roundSize} bodies refused, heap ${megabytes.toFixed(1)} MB\n`);
	if (warmMegabytes > 0 && megabytes > warmMegabytes + allowedGrowthMegabytes) {
		throw new Error(`the heap grew from ${warmMegabytes.toFixed(1)} MB`);
	}
}
server.close();
server.closeAllConnections();
await receiver.close();
rmSync(temporary, { recursive: true });
process.stdout.write(`${bodies} malformed bodies: all refused, nothing stored\n`);
