// The whole server as its users run it, with a view of the processes below it.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../src/cli/murmuration.js', import.meta.url));

const patienceMs = 60_000;

/** The processes below the supervisor, by their verb. */
export type Part = 'serve-web' | 'serve-builder';

/** `murmuration serve` on a free port of the loopback. Needs a build. */
export class Served {
	readonly #supervisor: ChildProcess;
	#stdout = '';
	#stderr = '';

	/**
	 * Starts it and waits until it says where it listens.
	 *
	 * @param limits as `ulimit` takes them: `-f 64`
	 */
	static async start(
		dataFolder: string,
		environment: Readonly<Record<string, string>> = {},
		limits?: string
	): Promise<Served> {
		const served = new Served(dataFolder, environment, limits);
		await served.says(/http:[^\s"]+/);
		return served;
	}

	private constructor(
		dataFolder: string,
		environment: Readonly<Record<string, string>>,
		limits: string | undefined
	) {
		const serve = [process.execPath, program, 'serve'];
		const [file = '', ...parameters] =
			limits === undefined ? serve : ['sh', '-c', `ulimit ${limits}; exec "$@"`, 'sh', ...serve];
		this.#supervisor = spawn(file, parameters, {
			env: {
				...process.env,
				MURMURATION_DATA: dataFolder,
				HOST: '127.0.0.1',
				PORT: '0',
				MURMURATION_LOG: 'plain',
				...environment
			},
			stdio: ['ignore', 'pipe', 'pipe']
		});
		this.#supervisor.stdout?.on('data', (chunk: Buffer) => (this.#stdout += chunk.toString()));
		this.#supervisor.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
	}

	get origin(): string {
		return /http:[^\s"]+/.exec(this.#stdout)?.[0] ?? '';
	}

	get stdout(): string {
		return this.#stdout;
	}

	get stderr(): string {
		return this.#stderr;
	}

	get supervisorPid(): number {
		return this.#supervisor.pid ?? 0;
	}

	/** Waits up to a minute until its standard output from character `from` on has something like `pattern`. */
	async says(pattern: RegExp, from = 0): Promise<void> {
		const deadlineMs = performance.now() + patienceMs;
		while (!pattern.test(this.#stdout.slice(from))) {
			const isOver = this.#supervisor.exitCode !== null || performance.now() > deadlineMs;
			if (isOver) throw new Error(`never said ${String(pattern)}: ${this.#stdout}${this.#stderr}`);
			await sleep(20);
		}
	}

	/** Process id of a part, once it runs. */
	async pidOf(part: Part): Promise<number> {
		for (;;) {
			const found = listProcesses().find(
				({ parent, command }) => parent === this.supervisorPid && command.includes(part)
			);
			if (found) return found.pid;
			await sleep(20);
		}
	}

	/** Process ids of the parts that run now. */
	runningParts(): { part: Part; pid: number }[] {
		const below = listProcesses().filter(({ parent }) => parent === this.supervisorPid);
		const parts = ['serve-web', 'serve-builder'] as const;
		return parts.flatMap((part) => {
			const found = below.find(({ command }) => command.includes(part));
			return found ? [{ part, pid: found.pid }] : [];
		});
	}

	/** Asks it to stop; returns its exit code once it did. */
	async stop(): Promise<number | null> {
		return this.#end('SIGTERM');
	}

	/** Kills the supervisor, and only that. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	async #end(signal: NodeJS.Signals): Promise<number | null> {
		if (this.#supervisor.exitCode === null && this.#supervisor.signalCode === null) {
			const ended = once(this.#supervisor, 'exit');
			this.#supervisor.kill(signal);
			await ended;
		}
		return this.#supervisor.exitCode;
	}
}

/** Whether a process of that id runs. */
export function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

interface Process {
	readonly pid: number;
	readonly parent: number;
	readonly command: string;
}

/** From /proc where there is one, as small machines have no `ps`. */
function listProcesses(): Process[] {
	if (!existsSync('/proc/self/stat')) {
		const lines = execFileSync('ps', ['-Ao', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
		return lines.map((line) => {
			const [pid, parent, ...command] = line.trim().split(/\s+/);
			return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
		});
	}
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => readProcess(Number(name)));
}

function readProcess(pid: number): Process[] {
	try {
		const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
		return [{ pid, parent: Number(parent), command }];
	} catch {
		return [];
	}
}
