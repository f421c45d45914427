// Where the problems of rejected rows go: next to the warehouse, a line per problem, never a value.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SourceFile } from '../../sources/source-file.ts';
import type { LineProblem } from './judge-lines.ts';

/** How many problems of a file are told at once; its rejected file has all. */
const shownProblems = 5;

/** The rows that were rejected: how many, the problems of the first ones, and the file with all, where there are any. */
export interface Rejected {
	readonly rejected: number;
	readonly problems: readonly LineProblem[];
	readonly rejectedFile?: string;
}

export interface RejectedFile {
	/** All problems of one row. */
	append(problems: readonly LineProblem[]): void;
	keep(): Rejected;
	discard(): void;
}

/** The name holds a hash of what the source is: loading the same file again writes the same name. */
export function openRejectedFile(folder: string, source: SourceFile): RejectedFile {
	const identity = source.identity ?? identify(source.path);
	const hash = createHash('sha256').update(identity).digest('hex').slice(0, 8);
	const path = join(folder, `rejected-${source.name}-${hash}.ndjson`);
	const partial = `${path}.partial`;
	rmSync(partial, { force: true });
	const problems: LineProblem[] = [];
	let rejected = 0;
	return {
		append(found) {
			rejected += 1;
			problems.push(...found.slice(0, shownProblems - problems.length));
			appendFileSync(partial, found.map((problem) => `${JSON.stringify(problem)}\n`).join(''));
		},
		keep() {
			if (!existsSync(partial)) return { rejected, problems };
			renameSync(partial, path);
			return { rejected, problems, rejectedFile: path };
		},
		discard() {
			rmSync(partial, { force: true });
		}
	};
}

function identify(path: string): string {
	const { size, mtimeMs } = statSync(path);
	return `${resolve(path)}\n${size}\n${mtimeMs}`;
}
