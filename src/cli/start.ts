// The verb `start`: from an empty data folder to a dashboard, with made-up data of every dataset in place of real data.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { datasetIds } from '../lib/datasets/registry.ts';
import { Refusal } from './refusal.ts';
import { readServing, serve } from './serve.ts';

const program = fileURLToPath(new URL('./murmuration.js', import.meta.url));
/** The sample of a dataset, called by its id. */
const sampleOf = (dataset: string) =>
	fileURLToPath(new URL(`../../data/sample/${dataset}.parquet`, import.meta.url));

/** `murmuration start` */
export function startCommand(): Command {
	return new Command('start')
		.description(
			'loads the synthetic samples into an empty warehouse, publishes the newest months, serves, publishes the rest'
		)
		.action(async () => {
			const { dataFolder } = readServing();
			if (!existsSync(join(dataFolder, 'warehouse', 'warehouse.duckdb'))) {
				for (const dataset of datasetIds.filter((id) => existsSync(sampleOf(id)))) {
					await runVerb('load', '--sample', '--dataset', dataset, sampleOf(dataset));
				}
			}
			// The newest months first, so that there is something to look at; the builder of `serve` does the rest.
			await runVerb('publish', '--recent');
			await serve();
		});
}

/** Runs a verb of the private side in a process of its own, so that the one that serves never opens the warehouse. */
async function runVerb(...parameters: string[]): Promise<void> {
	const child = spawn(process.execPath, [program, ...parameters], { stdio: 'inherit' });
	const [code] = (await once(child, 'exit')) as [number | null];
	if (code !== 0) throw new Refusal(`murmuration ${parameters[0] ?? ''} failed; nothing is served`);
}
