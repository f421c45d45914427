// The verb `config`: every setting in force and where it comes from.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { datasets } from '../lib/datasets/registry.ts';
import { retentionDaysOf } from '../lib/schema/dataset.ts';
import { describeEnvironment, notShown } from '../lib/server/describe-environment.ts';
import { readEnvironment } from '../lib/server/environment.ts';

/** A setting; `value` is undefined where nothing is set and nothing stands in for it. */
interface Setting {
	readonly name: string;
	readonly value: string | undefined;
	readonly source: 'default' | 'environment' | 'file' | 'dataset';
}

/** `murmuration config [--json]` */
export function configCommand(): Command {
	return new Command('config')
		.description('shows every setting in force and where it comes from; secrets are not shown')
		.option('--json', 'machine-readable result')
		.action(async ({ json }: { json?: true }) => {
			const settings = [...readVariables(), ...(await readPolicySettings()), ...readRetention()];
			process.stdout.write(json ? `${JSON.stringify({ settings })}\n` : toText(settings));
		});
}

/** The secret of the data folder stands in for one of the environment. */
function readVariables(): Setting[] {
	const { dataFolder } = readEnvironment();
	return describeEnvironment().map((variable) =>
		variable.name === 'MURMURATION_SECRET' &&
		variable.value === undefined &&
		existsSync(join(dataFolder, 'secret'))
			? { ...variable, value: notShown, source: 'file' }
			: variable
	);
}

async function readPolicySettings(): Promise<Setting[]> {
	const { readPolicy, readPolicyKeys } = await import('../lib/server/builder/policy-file.ts');
	const { policyFile } = readEnvironment();
	const inFile = await readPolicyKeys(policyFile);
	// Whether the data is sample data, of which less is asked, does not matter for what is shown.
	return Object.entries(await readPolicy(policyFile, true)).map(([key, value]) => ({
		name: `policy.${key}`,
		value: JSON.stringify(value),
		source: inFile.includes(key) ? 'file' : 'default'
	}));
}

function readRetention(): Setting[] {
	return datasets.map((dataset) => ({
		name: `retention.${dataset.id}`,
		value: `${retentionDaysOf(dataset)} days`,
		source: 'dataset'
	}));
}

function toText(settings: readonly Setting[]): string {
	const width = Math.max(...settings.map(({ name }) => name.length));
	return settings
		.map(
			({ name, value = '(none)', source }) =>
				`${name.padEnd(width)}  ${value || '(empty)'}  [${source}]\n`
		)
		.join('');
}
