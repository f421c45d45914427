// Definitions of datasets in files of the data folder, `datasets/{id}.jsonc` or `.json`.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkNames } from '../../datasets/definition/check-names.ts';
import type { DefinedDataset } from '../../datasets/definition/parse-definition.ts';
import { parseDefinitionText } from '../../datasets/definition/parse-text.ts';

/** A file that defines no dataset; each reason begins with the file and says the field and what it accepts. */
export interface DefinitionProblem {
	/** The dataset that would be called like the file. */
	readonly id: string;
	readonly reasons: readonly string[];
}

/** What a file defines, or why it defines nothing. */
export type FileDefinition =
	{ readonly defined: DefinedDataset } | { readonly problem: DefinitionProblem };

const extension = /\.jsonc?$/;
/** A definition of every chart there could be is far smaller. */
const mostBytes = 1_000_000;

/** The folder of definitions below a data folder. */
export function definitionFolder(dataFolder: string): string {
	return join(dataFolder, 'datasets');
}

/** Files of a data folder that may define datasets, by name; none without the folder, itself where it can't be read. */
export function listDefinitions(dataFolder: string): string[] {
	const folder = definitionFolder(dataFolder);
	try {
		return readdirSync(folder)
			.filter((name) => extension.test(name) && !name.startsWith('.'))
			.sort()
			.map((name) => join(folder, name));
	} catch (error) {
		const { code = '' } = error as NodeJS.ErrnoException;
		return ['ENOENT', 'ENOTDIR'].includes(code) ? [] : [folder];
	}
}

/** @param others datasets whose names are in use */
export function readDefinition(file: string, others: readonly DefinedDataset[]): FileDefinition {
	const id = basename(file).replace(extension, '');
	const fail = (...reasons: string[]) => ({ problem: { id, reasons } });
	const text = readText(file);
	if (text === undefined) return fail(`${file}: can't be read`);
	if (text.length > mostBytes) return fail(`${file}: expected at most ${mostBytes} characters`);
	const parsed = parseDefinitionText(text);
	if ('problems' in parsed) {
		return fail(
			...parsed.problems.map(
				({ line, field, reason }) => `${file}:${line}: ${field === '' ? '' : `${field}: `}${reason}`
			)
		);
	}
	const { defined } = parsed;
	if (defined.dataset.id !== id) return fail(`${file}: id: expected ${id}, the name of the file`);
	const clashes = checkNames(defined, others);
	if (clashes.length === 0) return { defined };
	return fail(...clashes.map(({ field, reason }) => `${file}: ${field}: ${reason}`));
}

function readText(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
