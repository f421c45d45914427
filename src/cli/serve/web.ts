// The web process under `serve`: takes heartbeats into the inbox and serves published releases. It has no way to the
// warehouse.
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { metricsReaders } from '../../lib/server/access/metrics-readers.ts';
import { readEnvironment, type Settings } from '../../lib/server/environment.ts';
import { watchStore } from '../../lib/server/inbox/store-metrics.ts';
import { toFacts } from '../../lib/server/log/failure.ts';
import { Log } from '../../lib/server/log/log.ts';
import { PublishedStore } from '../../lib/server/published/published-store.ts';
import { receiverOptions } from '../../lib/server/receiver/process-receiver.ts';
import { Receiver, serverOptions } from '../../lib/server/receiver/receiver.ts';
import { stopAsked, tellReady } from '../../lib/server/supervisor/supervised.ts';
import { Refusal } from '../refusal.ts';
import { handlerFile, toOrigin } from './address.ts';
import { createFront, protocolHeader } from './front.ts';

/** How long requests under way may take once the process stops. */
const patienceMs = 8_000;
const idleCheckMs = 50;

const log = new Log('web');

/** Serves until the supervisor wants it to stop, then finishes the requests under way. */
export async function serveWeb(): Promise<void> {
	const stop = stopAsked();
	const settings = readEnvironment();
	// Releases that can't be read are told now, and not to each reader.
	await new PublishedStore(settings.dataFolder).readStamp();
	const receiver = new Receiver(receiverOptions(settings));
	if (settings.databaseUrl !== undefined) watchStore(receiver.registry, settings.dataFolder);
	const front = createFront(receiver, await importDashboard(), {
		readsMetrics: metricsReaders(settings),
		isSecure: settings.origin?.startsWith('https:') ?? false
	});
	const server = createServer(serverOptions, front);
	const port = await listen(server, settings);
	tellReady({ port });
	const ending = new AbortController();
	const beside = [sendDigests(settings, ending.signal), followShared(settings, ending.signal)];
	await stop;
	ending.abort();
	await close(server);
	await Promise.all(beside);
	await receiver.close();
}

/** Nothing that goes wrong with a digest may keep a heartbeat or a reader out. */
async function sendDigests(
	{ dataFolder, digestWebhook: webhook, origin: address }: Settings,
	signal: AbortSignal
): Promise<void> {
	if (!webhook) return;
	const { keepSending } = await import('../../lib/server/digest/digest-round.ts');
	await keepSending({ dataFolder, webhook, address }, signal).catch((error: unknown) => {
		log.error('the digest met a bug; none is sent before a restart', toFacts(error));
	});
}

/** Releases of other machines come here while this one serves. */
async function followShared(
	{ dataFolder, sharedStorage, followSeconds }: Settings,
	signal: AbortSignal
): Promise<void> {
	if (!sharedStorage) return;
	const { keepFollowing } = await import('../../lib/server/published/shared/keep-following.ts');
	await keepFollowing(dataFolder, sharedStorage, followSeconds * 1000, signal).catch(
		(error: unknown) => {
			log.error(
				'following shared storage met a bug; nothing comes before a restart',
				toFacts(error)
			);
		}
	);
}

async function importDashboard(): Promise<RequestListener> {
	process.env['PROTOCOL_HEADER'] ??= protocolHeader;
	const build = (await import(pathToFileURL(handlerFile).href)) as { handler: RequestListener };
	return build.handler;
}

async function listen(server: Server, { host, port }: Settings): Promise<number> {
	server.listen(port, host);
	await once(server, 'listening').catch((error: unknown) => {
		const origin = toOrigin(host, port).replace('http://', '');
		throw new Refusal(`can't listen on ${origin}: ${(error as Error).message}`);
	});
	return (server.address() as AddressInfo).port;
}

/** Takes no new connection and waits for requests under way, heartbeats on their way to the disk among them. */
async function close(server: Server): Promise<void> {
	const closed = once(server, 'close');
	server.close();
	const idle = setInterval(() => {
		server.closeIdleConnections();
	}, idleCheckMs);
	const late = setTimeout(() => {
		server.closeAllConnections();
	}, patienceMs);
	await closed;
	clearInterval(idle);
	clearTimeout(late);
}
