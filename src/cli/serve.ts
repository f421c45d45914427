// The verb `serve`: one supervisor for the web process, which takes heartbeats and serves what is published, and the
// builder, which alone opens the warehouse. Neither takes the other down.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { z } from 'zod';
import { whyNotPublic } from '../lib/server/access/settings.ts';
import { openDefinitions } from '../lib/server/definitions/open-definitions.ts';
import { readEnvironment, type Settings } from '../lib/server/environment.ts';
import { Log } from '../lib/server/log/log.ts';
import { KeptChild } from '../lib/server/supervisor/kept-child.ts';
import { databaseOf } from './database.ts';
import { Refusal } from './refusal.ts';
import { handlerFile, toOrigin } from './serve/address.ts';

const program = fileURLToPath(new URL('./murmuration.js', import.meta.url));
/** How long requests under way, and then the last drain, may take. */
const webPatienceMs = 10_000;
const builderPatienceMs = 30_000;
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const log = new Log('supervisor');

const Listening = z.strictObject({ port: z.int() });

/** `murmuration serve` */
export function serveCommand(): Command {
	return new Command('serve')
		.description(
			'takes heartbeats, drains and publishes them, and serves dashboard, API and embeds'
		)
		.action(serve);
}

/** Serves until SIGINT or SIGTERM, then finishes what was accepted; a second signal ends it at once. */
export async function serve(): Promise<void> {
	const settings = readServing();
	const { host, port } = settings;
	await databaseOf(settings);
	if (!existsSync(handlerFile)) {
		throw new Refusal('the web side is not built: run npm run build first');
	}
	const signal = stopSignal();
	const builder = keepBuilder();
	const web = keepWeb(port, (boundPort) => {
		log.info(`Murmuration is at ${toOrigin(host, boundPort)}`);
		void builder.start();
	});
	const refused = await Promise.race([web.start(), signal]);
	if (refused) process.exitCode = refused.exitCode;
	else await stop(web, builder);
}

/**
 * The settings to serve with.
 *
 * @throws {Refusal} when others would get in whom nobody has let in, or a file of the data folder defines no dataset
 */
export function readServing(): Settings {
	const settings = readEnvironment();
	const reason = whyNotPublic(settings.access, settings.host);
	if (reason !== undefined) throw new Refusal(reason, 2);
	const [problem] = openDefinitions().flatMap(({ reasons }) => reasons);
	if (problem !== undefined) throw new Refusal(problem, 2);
	return settings;
}

/** The web process first, so that the builder drains all that was accepted. */
async function stop(web: KeptChild, builder: KeptChild): Promise<void> {
	void stopSignal().then(() => {
		web.kill();
		builder.kill();
	});
	builder.startNoMore();
	const inTime = [await web.stop(webPatienceMs), await builder.stop(builderPatienceMs)];
	if (inTime.every(Boolean)) return;
	say('not everything ended in time; what is not drained stays in the inbox for the next start');
	process.exitCode = 1;
}

/** @param onFirst called once, with the port on which it listens now and after every restart */
function keepWeb(askedPort: number, onFirst: (port: number) => void): KeptChild {
	let port = askedPort;
	let isFirst = true;
	return new KeptChild({
		name: 'web process',
		start: () => fork(program, ['serve-web'], { env: { ...process.env, PORT: String(port) } }),
		needed: true,
		onReady: (message) => {
			({ port } = Listening.parse(message));
			if (isFirst) onFirst(port);
			isFirst = false;
		},
		say
	});
}

function keepBuilder(): KeptChild {
	const start = () => fork(program, ['serve-builder']);
	return new KeptChild({ name: 'builder', start, needed: false, say });
}

function stopSignal(): Promise<undefined> {
	return new Promise((resolve) => {
		for (const signal of stopSignals) {
			process.once(signal, () => {
				resolve(undefined);
			});
		}
	});
}

function say(line: string): void {
	log.warn(line);
}
