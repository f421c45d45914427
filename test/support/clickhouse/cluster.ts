// A real ClickHouse of two shards on the loopback. They let everybody in and can't replicate: good for tests alone.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../free-port.ts';
import { installEngine } from './install-engine.ts';
import { Shard, type ShardPorts } from './shard.ts';

/** What the configuration of the shards calls their cluster. */
export const clusterName = 'fleet';

const shardCount = 2;
const triesToStart = 3;

export class ClickHouseCluster {
	readonly shards: readonly Shard[];
	readonly #folder: string;

	/** Starts it with nothing in it, installing the engine where it is not there yet. */
	static async start(): Promise<ClickHouseCluster> {
		const engine = await installEngine();
		for (let tried = 1; ; tried++) {
			const cluster = await ClickHouseCluster.#make(engine);
			try {
				await Promise.all(cluster.shards.map((_, index) => cluster.resume(index)));
				return cluster;
			} catch (error) {
				await cluster.remove();
				// Somebody else took a port that was free just now.
				const isTaken = error instanceof Error && /address already in use/i.test(error.message);
				if (!isTaken || tried === triesToStart) throw error;
			}
		}
	}

	static async #make(engine: string): Promise<ClickHouseCluster> {
		const folder = await mkdtemp(join(tmpdir(), 'murmuration-clickhouse-'));
		const ports = await freePorts(2 * shardCount);
		const shards = Array.from({ length: shardCount }, (_, index) => {
			const [http = 0, native = 0] = ports.slice(2 * index);
			return new Shard(engine, join(folder, `${index + 1}`), { http, native });
		});
		return new ClickHouseCluster(folder, shards);
	}

	private constructor(folder: string, shards: readonly Shard[]) {
		this.#folder = folder;
		this.shards = shards;
	}

	/** The address of `database` in it, by way of the first shard. */
	address(database: string): string {
		return `clickhouse://127.0.0.1:${this.shards[0]?.ports.http ?? 0}/${database}?cluster=${clusterName}`;
	}

	/** Runs a statement on one shard; returns what it answers, a line for each row. */
	async query(sql: string, shard = 0): Promise<string[]> {
		const url = `http://127.0.0.1:${this.shards[shard]?.ports.http ?? 0}/`;
		const answer = await fetch(url, { method: 'POST', body: sql });
		const text = await answer.text();
		if (!answer.ok) throw new Error(text);
		return text.split('\n').filter((line) => line !== '');
	}

	/** Runs a statement on every shard, one after the other; returns all rows. */
	async queryAll(sql: string): Promise<string[]> {
		const rows: string[] = [];
		for (const shard of this.shards.keys()) rows.push(...(await this.query(sql, shard)));
		return rows;
	}

	/** Ends a shard at once, as a power cut would. */
	async halt(shard: number): Promise<void> {
		await this.shards[shard]?.kill();
	}

	/** Starts a shard with what it kept; one that runs goes on. */
	async resume(shard: number): Promise<void> {
		const one = this.shards[shard];
		if (one && !one.isRunning) await one.start(toConfig(this.shards.map(({ ports }) => ports)));
	}

	/** Ends all shards and removes what they kept. */
	async remove(): Promise<void> {
		await Promise.all(this.shards.map((shard) => shard.kill()));
		await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

function toConfig(shards: readonly ShardPorts[]): string {
	const replicas = shards.map(
		({ native }) => `
			<shard><internal_replication>true</internal_replication>
				<replica><host>127.0.0.1</host><port>${native}</port></replica></shard>`
	);
	return `<clickhouse>
	<listen_host>127.0.0.1</listen_host>
	<remote_servers><${clusterName}>${replicas.join('')}</${clusterName}></remote_servers>
	<max_server_memory_usage>3000000000</max_server_memory_usage>
	<profiles><default><max_threads>2</max_threads></default></profiles>
	<quotas><default></default></quotas>
	<users><default>
		<password></password><networks><ip>127.0.0.1</ip></networks>
		<profile>default</profile><quota>default</quota>
	</default></users>
</clickhouse>
`;
}
