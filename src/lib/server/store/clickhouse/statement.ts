import { readFileSync } from 'node:fs';
import { fillLiterals } from '../../warehouse/load/literal.ts';

/** The text of `sql/<name>.sql` without its comments, each `$name` of `literals` replaced. */
export function readStatement(
	name: string,
	literals: Readonly<Record<string, string>> = {}
): string {
	const text = readFileSync(new URL(`./sql/${name}.sql`, import.meta.url), 'utf8');
	return fillLiterals(text.replace(/^\s*--.*\n/gm, ''), literals);
}
