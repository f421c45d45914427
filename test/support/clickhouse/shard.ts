// One shard of a cluster: started, killed as by a power cut, and started again with what it kept.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Where a shard listens. */
export interface ShardPorts {
	readonly http: number;
	/** For other shards. */
	readonly native: number;
}

const program = fileURLToPath(new URL('./serve-shard.ts', import.meta.url));
const triesToReach = 240;

export class Shard {
	readonly ports: ShardPorts;
	readonly #engine: string;
	readonly #folder: string;
	#process: ChildProcess | undefined;

	/** @param folder for everything that it keeps */
	constructor(engine: string, folder: string, ports: ShardPorts) {
		this.ports = ports;
		this.#engine = engine;
		this.#folder = folder;
	}

	get isRunning(): boolean {
		const child = this.#process;
		return child !== undefined && child.exitCode === null && child.signalCode === null;
	}

	/**
	 * Starts it and waits until it answers.
	 *
	 * @param config the configuration file in XML
	 * @throws {Error} with what it said last when it ends instead
	 */
	async start(config: string): Promise<void> {
		const data = join(this.#folder, 'data');
		const file = join(this.#folder, 'config.xml');
		await mkdir(data, { recursive: true });
		await writeFile(file, config);
		const { http, native } = this.ports;
		const child = spawn(
			process.execPath,
			['--import', 'tsx', program, this.#engine, data, file, `${http}`, `${native}`],
			{ stdio: ['pipe', 'ignore', 'pipe'] }
		);
		this.#process = child;
		let said = '';
		child.stderr.on('data', (chunk: Buffer) => {
			said = `${said}${chunk.toString()}`.slice(-5000);
		});
		for (let tried = 0; tried < triesToReach; tried++) {
			if (!this.isRunning) break;
			if (await this.#answers()) return;
			await wait(250);
		}
		await this.kill();
		throw new Error(
			`the shard at port ${http} does not answer: ${said.trim() || 'it said nothing'}`
		);
	}

	/** Ends it at once, whatever it is doing. */
	async kill(): Promise<void> {
		const child = this.#process;
		if (!child || !this.isRunning) return;
		this.#process = undefined;
		child.kill('SIGKILL');
		await once(child, 'exit');
	}

	async #answers(): Promise<boolean> {
		try {
			const answer = await fetch(`http://127.0.0.1:${this.ports.http}/ping`);
			return (await answer.text()).startsWith('Ok');
		} catch {
			return false;
		}
	}
}
