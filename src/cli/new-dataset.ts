// The verb `new-dataset`: proposes a definition from a sample of records, and checks one.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import type { DefinedDataset } from '../lib/datasets/definition/parse-definition.ts';
import { isDatasetId } from '../lib/datasets/definition/parse-definition.ts';
import { datasetIds, definitions } from '../lib/datasets/registry.ts';
import {
	definitionFolder,
	listDefinitions,
	readDefinition
} from '../lib/server/definitions/definition-file.ts';
import { readDataFolder } from '../lib/server/environment.ts';
import { Refusal } from './refusal.ts';

interface Options {
	readonly from?: string;
	readonly blank?: true;
	readonly check?: string;
}

/** `murmuration new-dataset ID --from FILE`, `new-dataset ID --blank`, or `new-dataset --check FILE` */
export function newDatasetCommand(): Command {
	return new Command('new-dataset')
		.description(
			'writes a definition of a dataset of your own from a sample of its records, or checks one'
		)
		.argument('[id]', 'name of the dataset: lower-case letters, digits and hyphens')
		.option('--from <file>', 'a sample in NDJSON or CSV, each also with .gz, or Parquet')
		.option('--blank', 'a definition to fill in, without a sample')
		.option('--check <file>', 'says what is wrong in a definition; changes nothing')
		.action(async (id: string | undefined, options: Options) => {
			const { from, blank, check } = options;
			if (check !== undefined && id === undefined && from === undefined && !blank) {
				process.stdout.write(describe(check, checkFile(check)));
			} else if (check === undefined && id !== undefined && (from === undefined) === !!blank) {
				await writeNew(id, from);
			} else {
				throw new Refusal('new-dataset: expected ID --from FILE, ID --blank, or --check FILE', 2);
			}
		});
}

async function writeNew(id: string, from: string | undefined): Promise<void> {
	if (!isDatasetId(id)) {
		throw new Refusal(
			`new-dataset: expected a name like home-servers, of lower-case letters, digits and hyphens, got ${id}`,
			2
		);
	}
	const folder = definitionFolder(readDataFolder());
	const file = join(folder, `${id}.jsonc`);
	const taken = [file, join(folder, `${id}.json`)].find((one) => existsSync(one));
	if (taken !== undefined) throw new Refusal(`${taken} is there already; nothing was written`);
	if (datasetIds.includes(id)) throw new Refusal(`new-dataset: ${id} is a dataset already`, 2);
	const text = await draft(id, from);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, text, { flag: 'wx' });
	process.stdout.write(`wrote ${file}: read it through, as it is only a proposal\n`);
	process.stdout.write(describe(file, checkFile(file)));
}

async function draft(id: string, from: string | undefined): Promise<string> {
	const { draftDefinition } = await import('../lib/server/sources/sample/draft.ts');
	if (from === undefined) return draftDefinition(id);
	const { surveySample } = await import('../lib/server/sources/sample/survey.ts');
	const { SourceError } = await import('../lib/server/sources/source-error.ts');
	const { withMemoryDatabase } = await import('../lib/server/memory-database.ts');
	try {
		const survey = await withMemoryDatabase((connection) => surveySample(connection, from));
		for (const { name, why } of survey.leftOut) {
			process.stdout.write(`left out: ${JSON.stringify(name)} ${why}\n`);
		}
		return draftDefinition(id, survey);
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		throw new Refusal(error.message, 1, { cause: error });
	}
}

/** @throws {Refusal} with every problem on a line of its own */
function checkFile(file: string): DefinedDataset {
	const others = [...definitions];
	for (const other of listDefinitions(readDataFolder())) {
		const read = readDefinition(other, others);
		if (resolve(other) !== resolve(file) && 'defined' in read) others.push(read.defined);
	}
	const checked = readDefinition(file, others);
	if ('defined' in checked) return checked.defined;
	throw new Refusal(checked.problem.reasons.join('\n'));
}

function describe(file: string, { dataset, pages }: DefinedDataset): string {
	const { id, record, tables } = dataset;
	const fields = [record?.unit, record?.time, ...(record?.fields ?? []).map((one) => one.id)];
	const folder = definitionFolder(readDataFolder());
	const isInPlace = resolve(dirname(file)) === resolve(folder);
	return [
		`${file} is a definition: records of ${fields.join(', ')}; ${tables.length} tables`,
		'next:',
		...(isInPlace ? [] : [`  copy it into ${folder}`]),
		`  murmuration load FILE --dataset ${id}`,
		`  murmuration publish --dataset ${id}`,
		`  start serve again, and open ${pages.map((page) => `/${page.id}`).join(', ')} or /tables`,
		''
	].join('\n');
}
