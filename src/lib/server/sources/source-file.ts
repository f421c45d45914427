// Which files can be loaded, told by their extension and first bytes before anything is read from them.
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { heartbeatColumns, readCsvHeader, type KnownColumns } from './csv-header.ts';
import { verifyGzip } from './gzip.ts';
import { SourceError } from './source-error.ts';

/** A file that exists, is not empty, is what its name says and, if compressed, is complete. */
export interface SourceFile {
	readonly path: string;
	readonly name: string;
	/** `postgres` is NDJSON as PostgreSQL spells JSONB. */
	readonly format: 'ndjson' | 'csv' | 'parquet' | 'postgres';
	readonly gzip: boolean;
	/** Column names of a CSV file in the order of its header, each exactly once; empty otherwise. */
	readonly columns: readonly string[];
	/** What tells it from other sources of that name; its path, size and time by default. */
	readonly identity?: string;
}

const formats = { ndjson: 'ndjson', jsonl: 'ndjson', csv: 'csv', parquet: 'parquet' } as const;
const parquetMagic = 'PAR1';

/**
 * @param known columns of a CSV file; those of heartbeats by default
 * @throws {SourceError} when the file can't be loaded, saying why
 */
export async function inspectFile(
	path: string,
	known: KnownColumns = heartbeatColumns
): Promise<SourceFile> {
	const name = basename(path);
	const { head, tail } = await readEnds(path, name);
	const match = /\.(ndjson|jsonl|csv|parquet)(\.gz)?$/i.exec(name);
	if (!match) {
		throw new SourceError(
			`${name}: unknown kind of file, expected .ndjson, .jsonl or .csv, each also with .gz, or .parquet`
		);
	}
	const format = formats[match[1]?.toLowerCase() as keyof typeof formats];
	const gzip = head.readUInt16BE(0) === 0x1f8b;
	if (match[2] !== undefined && !gzip) {
		throw new SourceError(`${name}: not a gzip file, although its name ends in .gz`);
	}
	if (format === 'parquet') {
		if (head.toString('latin1') !== parquetMagic)
			throw new SourceError(`${name}: not a Parquet file`);
		if (tail.toString('latin1') !== parquetMagic) {
			throw new SourceError(`${name}: the Parquet file ends early; nothing of it was loaded`);
		}
	}
	if (gzip) await verifyGzip(path, name);
	const columns = format === 'csv' ? await readCsvHeader(path, name, gzip, known) : [];
	return { path, name, format, gzip, columns };
}

async function readEnds(path: string, name: string): Promise<{ head: Buffer; tail: Buffer }> {
	const info = await stat(path).catch((error: unknown) => {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT')
			throw new SourceError(`${path}: no such file`, { cause: error });
		throw error;
	});
	if (!info.isFile()) throw new SourceError(`${path}: not a file`);
	if (info.size === 0) throw new SourceError(`${name}: the file is empty`);
	const file = await open(path);
	try {
		const head = Buffer.alloc(4);
		const tail = Buffer.alloc(4);
		await file.read(head, 0, 4, 0);
		await file.read(tail, 0, 4, Math.max(0, info.size - 4));
		return { head, tail };
	} finally {
		await file.close();
	}
}
