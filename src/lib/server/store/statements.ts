// The SQL of engines, one file for each statement.
import { readFileSync } from 'node:fs';
import { fillLiterals } from '../warehouse/load/literal.ts';

/** A statement by its name, without its comments, each `$name` of `literals` replaced. */
export type ReadStatement = (name: string, literals?: Readonly<Record<string, string>>) => string;

/** Reads the statements `<name>.sql` of a folder; its address ends with a slash. */
export function statementsOf(folder: URL): ReadStatement {
	return (name, literals = {}) => {
		const text = readFileSync(new URL(`${name}.sql`, folder), 'utf8');
		// A literal of several lines would break out of a comment that names it.
		return fillLiterals(text.replace(/^\s*--.*\n/gm, ''), literals);
	};
}
