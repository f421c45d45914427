// The verb `publish`: closes due periods.
import { Command } from 'commander';
import { datasets } from '../lib/datasets/registry.ts';
import type { Dataset } from '../lib/schema/dataset.ts';
import { parsePeriod, type Period } from '../lib/schema/period.ts';
import type { PeriodOutcome, PublishOptions } from '../lib/server/builder/publish.ts';
import type { StoreRound } from '../lib/server/builder/store/publish-round.ts';
import { readEnvironment } from '../lib/server/environment.ts';
import { databaseOf } from './database.ts';
import { sharedOf } from './shared.ts';
import { toDataset } from './dataset-option.ts';
import { productVersion } from './product-version.ts';
import { Refusal } from './refusal.ts';

interface Options {
	readonly dataset?: string;
	readonly period?: string;
	readonly recent?: boolean;
	readonly json?: boolean;
}

/** How far back `--recent` goes. */
const recentMonths = 3;

/** `murmuration publish [--dataset ID] [--period P | --recent] [--json]` */
export function publishCommand(): Command {
	return new Command('publish')
		.description('closes due periods: counts, protects, audits and writes their releases')
		.option('--dataset <id>', 'dataset to publish; default: all of which something was received')
		.option(
			'--period <period>',
			'only this period, an ISO week like 2026-W46 or a month like 2026-10'
		)
		.option(
			'--recent',
			`only what began in the newest ${recentMonths} months; a later run does the rest`
		)
		.option('--json', 'machine-readable result')
		.action(async (options: Options) => {
			const period = toPeriod(options.period);
			const newestMonths = options.recent === true ? recentMonths : undefined;
			const chosen = options.dataset === undefined ? datasets : [toDataset(options.dataset)];
			const outcomes = await publish(chosen, { period, newestMonths }, (line) => {
				if (options.json !== true) process.stderr.write(`${line}\n`);
			});
			if (options.json === true) process.stdout.write(`${JSON.stringify({ outcomes })}\n`);
			else process.stdout.write(`${summarise(outcomes, options.period)}\n`);
			const refused = outcomes.filter(({ outcome }) => outcome === 'refused').length;
			if (refused > 0)
				throw new Refusal(`${refused} period(s) refused; their releases were not published`);
		});
}

async function publish(
	chosen: readonly Dataset[],
	scope: Pick<PublishOptions, 'period' | 'newestMonths'>,
	say: (line: string) => void
): Promise<PeriodOutcome[]> {
	const { countingMemory, publishAll } = await import('../lib/server/builder/publish.ts');
	const { publishRound, whyNotPublished } =
		await import('../lib/server/builder/store/publish-round.ts');
	const { readPolicy } = await import('../lib/server/builder/policy-file.ts');
	const { processLog } = await import('../lib/server/access/audit-log/process-log.ts');
	const { Journal } = await import('../lib/server/builder/journal.ts');
	const { openWarehouse } = await import('../lib/server/warehouse/warehouse.ts');
	const { readSetting } = await import('../lib/server/warehouse/setting.ts');
	const settings = readEnvironment();
	const { dataFolder, policyFile } = settings;
	const database = await databaseOf(settings);
	const { rewriteWarehouse } = await import('../lib/server/warehouse/replace-file.ts');
	const shared = await sharedOf(settings);
	await shared?.synchronise();
	const warehouse = await openWarehouse(dataFolder, { memoryLimit: countingMemory });
	let outcomes: PeriodOutcome[];
	const publishHere = async (round?: StoreRound) => {
		const synthetic = (await readSetting(warehouse, 'origin')) === 'sample';
		const policy = await readPolicy(policyFile, synthetic);
		const published = await publishAll(warehouse, chosen, {
			dataFolder,
			policy,
			synthetic,
			productVersion: productVersion(),
			now: Date.now(),
			journal: new Journal({ actor: 'command-line', policy, dataFolder, log: processLog }),
			...scope,
			...round,
			claim: shared && ((folder) => shared.claim(folder)),
			onProgress: (done, all, id) => {
				say(`published ${id} (${done} of ${all})`);
			}
		});
		return published;
	};
	try {
		if (database) {
			const turn = await publishRound(warehouse, database, dataFolder, publishHere);
			if (!('result' in turn)) throw new Refusal(whyNotPublished(turn) ?? '');
			outcomes = turn.result;
		} else outcomes = await publishHere();
	} finally {
		warehouse.close();
	}
	await rewriteWarehouse(dataFolder);
	return outcomes;
}

function toPeriod(id: string | undefined): Period | undefined {
	try {
		return id === undefined ? undefined : parsePeriod(id);
	} catch (error) {
		throw new Refusal(`--period: ${(error as RangeError).message}`, 2, { cause: error });
	}
}

function summarise(outcomes: readonly PeriodOutcome[], period: string | undefined): string {
	if (outcomes.length === 0) {
		return period === undefined
			? 'nothing is due: every closed period in which something was received has its release'
			: `nothing to publish for ${period}: it is published, not closed, or nothing was received in it`;
	}
	return outcomes.map(toLine).join('\n');
}

function toLine(outcome: PeriodOutcome): string {
	const name = `${outcome.dataset} ${outcome.period}`;
	if (outcome.outcome === 'refused') return `${name}: refused (${outcome.reason})`;
	if (outcome.outcome === 'withheld') return `${name}: withheld, too few units in all`;
	return `${name}: ${outcome.cells} cells, ${outcome.hidden} hidden`;
}
