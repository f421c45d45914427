// What `load` says about a file, to people and to machines.
import type { LoadResult } from '../lib/server/warehouse/load/load-file.ts';

/** What became of one file of the command line: it was loaded, or refused as a whole. */
export type FileOutcome =
	({ readonly file: string } & LoadResult) | { readonly file: string; readonly refused: string };

/** Counts in one line, then the first problems and where all of them are. */
export function toReport({ file, ...result }: { readonly file: string } & LoadResult): string {
	const { loaded, duplicate, rejected, replaced, problems, rejectedFile } = result;
	const counts = `${file}: ${loaded} loaded${replaced === 0 ? '' : ` (${replaced} replaced earlier ones)`}, ${duplicate} duplicate, ${rejected} rejected`;
	const lines = problems.map(
		({ line, field, reason }) => `  line ${line}: ${field === '' ? '' : `${field}: `}${reason}`
	);
	if (rejectedFile !== undefined) lines.push(`  all problems: ${rejectedFile}`);
	return [counts, ...lines].map((line) => `${line}\n`).join('');
}
