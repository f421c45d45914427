// A server in a process of its own: says where it listens, and when its input ends, how much it stored.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Started = z.object({ port: z.int() });
const Stopped = z.object({ stored: z.int() });

/** A running server as its parent sees it. */
export interface ChildServer {
	readonly port: number;
	/** Ends it; returns how many heartbeats are in its store. */
	stop(): Promise<number>;
}

/** Starts `file`, as an unprivileged user if this one is root, since PostgreSQL refuses root. */
export async function startChild(file: URL, parameters: readonly string[]): Promise<ChildServer> {
	const isRoot = process.getuid?.() === 0;
	const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(file), ...parameters], {
		stdio: ['pipe', 'pipe', 'inherit'],
		...(isRoot ? { uid: 65534, gid: 65534 } : {})
	});
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
	const read = async () => JSON.parse(String((await lines.next()).value)) as unknown;
	const { port } = Started.parse(await read());
	return {
		port,
		async stop() {
			child.stdin.end();
			const { stored } = Stopped.parse(await read());
			if (child.exitCode === null) await once(child, 'exit');
			return stored;
		}
	};
}

/** The other end: tells `port`, waits for the end of the input, tells what `stop` counted. */
export async function serveParent(port: number, stop: () => Promise<number>): Promise<void> {
	process.stdout.write(`${JSON.stringify({ port })}\n`);
	process.stdin.resume();
	await once(process.stdin, 'end');
	process.stdout.write(`${JSON.stringify({ stored: await stop() })}\n`);
}
