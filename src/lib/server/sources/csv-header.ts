// The header of a CSV: the fields of a record in any order, those of a heartbeat as the dotted paths of its schema.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { Heartbeat } from '../../schema/heartbeat.ts';
import { SourceError } from './source-error.ts';

/** Columns that a CSV may have: all it knows, and those among them that it can do without. */
export interface KnownColumns {
	readonly all: readonly string[];
	readonly optional: readonly string[];
}

/** Columns of a CSV of heartbeats. */
export const heartbeatColumns: KnownColumns = { all: leafPaths(Heartbeat, ''), optional: [] };

/**
 * The column names of the file, in its order.
 *
 * @throws {SourceError} when a column is unknown, missing or there twice
 */
export async function readCsvHeader(
	path: string,
	name: string,
	gzip: boolean,
	{ all, optional }: KnownColumns
): Promise<string[]> {
	const columns = (await readFirstLine(path, gzip))
		.replace(/^\uFEFF/, '')
		.split(',')
		.map((column) => column.trim().replace(/^"(.*)"$/, '$1'));
	for (const [index, column] of columns.entries()) {
		if (!all.includes(column)) {
			throw new SourceError(`${name}: column ${index + 1} is not in the schema: ${column}`);
		}
		if (columns.indexOf(column) !== index) {
			throw new SourceError(`${name}: the column ${column} is there twice`);
		}
	}
	const missing = all.find((column) => !columns.includes(column) && !optional.includes(column));
	if (missing !== undefined) throw new SourceError(`${name}: the column ${missing} is missing`);
	return columns;
}

async function readFirstLine(path: string, gzip: boolean): Promise<string> {
	const bytes = createReadStream(path);
	const input = gzip ? bytes.pipe(createGunzip()) : bytes;
	try {
		for await (const line of createInterface({ input })) return line;
		return '';
	} finally {
		bytes.destroy();
	}
}

function leafPaths(schema: z.ZodType, path: string): string[] {
	if (!(schema instanceof z.ZodObject)) return [path];
	return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, inner]) =>
		leafPaths(inner, path === '' ? key : `${path}.${key}`)
	);
}
