// The definitions of the data folder among the datasets of the process: once, where it starts.
import { addDataset, definitions } from '../../datasets/registry.ts';
import { readDataFolder } from '../environment.ts';
import { listDefinitions, readDefinition, type DefinitionProblem } from './definition-file.ts';

let problems: readonly DefinitionProblem[] | undefined;

/**
 * Adds the datasets that the data folder defines to those of the program. A file that defines none is left out, so
 * that it takes nothing else down with it.
 *
 * @returns the files that were left out, and why; the same again when called again
 */
export function openDefinitions(): readonly DefinitionProblem[] {
	problems ??= addAll(readDataFolder());
	return problems;
}

function addAll(dataFolder: string): DefinitionProblem[] {
	const left: DefinitionProblem[] = [];
	for (const file of listDefinitions(dataFolder)) {
		const read = readDefinition(file, definitions);
		if ('defined' in read) addDataset(read.defined);
		else left.push(read.problem);
	}
	return left;
}

/** What is told of the files that were left out, a line each. */
export function toLeftOut(left: readonly DefinitionProblem[]): string {
	return left
		.map(({ id, reasons: [first = '', ...more] }) => {
			const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
			return `dataset ${id} is left out: ${first}${others}\n`;
		})
		.join('');
}
