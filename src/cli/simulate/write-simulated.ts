// Where simulated NDJSON goes: standard output, or a file that appears whole or not at all.
import { createWriteStream, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { withMemoryDatabase } from '../../lib/server/memory-database.ts';
import { toLiteral } from '../../lib/server/sql-literal.ts';
import { Refusal } from '../refusal.ts';

/**
 * Writes NDJSON to `file`, in the format its extension asks for, or to standard output.
 *
 * @param columns of a Parquet file, as DuckDB's JSON reader takes them
 * @throws {Refusal} when the file can't be written; nothing is left of it then
 */
export async function writeSimulated(
	ndjson: Iterable<Buffer>,
	file: string | undefined,
	columns: string
): Promise<void> {
	if (file === undefined) return writeStandardOutput(ndjson);
	const [whole, lines] = ['part', 'ndjson'].map((ending) =>
		join(dirname(file), `.${basename(file)}.${process.pid}.${ending}`)
	) as [string, string];
	const clear = () => {
		for (const path of [whole, lines]) rmSync(path, { force: true });
	};
	const stop = () => {
		clear();
		process.exit(130);
	};
	process.once('SIGINT', stop).once('SIGTERM', stop);
	try {
		if (file.endsWith('.parquet')) {
			await pipeline(Readable.from(ndjson), createWriteStream(lines));
			await writeParquet(lines, whole, columns);
		} else if (file.endsWith('.gz')) {
			await pipeline(Readable.from(ndjson), createGzip(), createWriteStream(whole));
		} else {
			await pipeline(Readable.from(ndjson), createWriteStream(whole));
		}
		await rename(whole, file);
	} catch (error) {
		if (!isSystemError(error)) throw error;
		throw new Refusal(`--out: can't write ${file} (${error.code})`, 1, { cause: error });
	} finally {
		clear();
		process.off('SIGINT', stop).off('SIGTERM', stop);
	}
}

/** A reader that closes the pipe early (`| head`) ends the writing, and that is no failure. */
async function writeStandardOutput(ndjson: Iterable<Buffer>): Promise<void> {
	try {
		await pipeline(Readable.from(ndjson), process.stdout, { end: false });
	} catch (error) {
		if (!isSystemError(error) || error.code !== 'EPIPE') throw error;
	}
}

async function writeParquet(lines: string, file: string, columns: string): Promise<void> {
	await withMemoryDatabase((connection) =>
		connection.run(
			`COPY (SELECT * FROM read_json($lines, format = 'newline_delimited', columns = ${columns}))
			TO ${toLiteral(file)} (FORMAT parquet, COMPRESSION zstd)`,
			{ lines }
		)
	);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
	return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
