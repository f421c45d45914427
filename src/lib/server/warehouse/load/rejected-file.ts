// Where the problems of rejected rows go: next to the warehouse, a line per problem, never a value.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SourceFile } from '../../sources/source-file.ts';
import type { LineProblem } from './load-suspects.ts';

export interface RejectedFile {
	append(problems: readonly LineProblem[]): void;
	/** @returns the path, or `undefined` when nothing was appended */
	keep(): string | undefined;
	discard(): void;
}

/** The name holds a hash of path, size and time of the source: loading the same file again writes the same name. */
export function openRejectedFile(folder: string, source: SourceFile): RejectedFile {
	const { size, mtimeMs } = statSync(source.path);
	const hash = createHash('sha256')
		.update(`${resolve(source.path)}\n${size}\n${mtimeMs}`)
		.digest('hex')
		.slice(0, 8);
	const path = join(folder, `rejected-${source.name}-${hash}.ndjson`);
	const partial = `${path}.partial`;
	rmSync(partial, { force: true });
	return {
		append(problems) {
			appendFileSync(partial, problems.map((problem) => `${JSON.stringify(problem)}\n`).join(''));
		},
		keep() {
			if (!existsSync(partial)) return undefined;
			renameSync(partial, path);
			return path;
		},
		discard() {
			rmSync(partial, { force: true });
		}
	};
}
