// Runs the program the way its users do: as a process, with a data folder of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../src/cli/murmuration.js', import.meta.url));

/** What a verb left behind. */
export interface Outcome {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs one verb to its end. */
export async function murmuration(dataFolder: string, ...parameters: string[]): Promise<Outcome> {
	const child = spawnVerb(dataFolder, parameters);
	const output = { stdout: '', stderr: '' };
	child.stdout?.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
	child.stderr?.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, ...output };
}

/** A new folder below the system's temporary one; remove it with the returned function. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'murmuration-test-'));
	return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A server on a free port of the loopback, stopped by its own process. */
export interface RunningServer {
	readonly origin: string;
	stop(): Promise<void>;
}

/** Starts `serve` and waits until it says where it listens. Needs a build. */
export async function startServer(
	dataFolder: string,
	environment: Readonly<Record<string, string>> = {}
): Promise<RunningServer> {
	const child = spawnVerb(dataFolder, ['serve'], { HOST: '127.0.0.1', PORT: '0', ...environment });
	const origin = await new Promise<string>((resolve, reject) => {
		let said = '';
		const listen = (chunk: Buffer) => {
			said += chunk.toString();
			const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
			if (found) resolve(found);
		};
		child.stdout?.on('data', listen);
		child.stderr?.on('data', listen);
		child.once('exit', () => {
			reject(new Error(`the server stopped: ${said}`));
		});
	});
	return {
		origin,
		async stop() {
			if (child.exitCode !== null) return;
			child.kill('SIGTERM');
			await once(child, 'exit');
		}
	};
}

function spawnVerb(
	dataFolder: string,
	parameters: readonly string[],
	environment: Readonly<Record<string, string>> = {}
): ChildProcess {
	return spawn(process.execPath, [program, ...parameters], {
		env: { ...process.env, MURMURATION_DATA: dataFolder, ...environment },
		stdio: ['ignore', 'pipe', 'pipe']
	});
}
