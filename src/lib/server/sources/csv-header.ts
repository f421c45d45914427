// The header of a CSV of heartbeats: the dotted paths of the schema, in any order.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { Heartbeat } from '../../schema/heartbeat.ts';
import { SourceError } from './source-error.ts';

const expected = leafPaths(Heartbeat, '');

/**
 * The column names of the file, in its order.
 *
 * @throws {SourceError} when a column is unknown, missing or there twice
 */
export async function readCsvHeader(path: string, name: string, gzip: boolean): Promise<string[]> {
	const columns = (await readFirstLine(path, gzip))
		.replace(/^\uFEFF/, '')
		.split(',')
		.map((column) => column.trim().replace(/^"(.*)"$/, '$1'));
	for (const [index, column] of columns.entries()) {
		if (!expected.includes(column)) {
			throw new SourceError(`${name}: column ${index + 1} is not in the schema: ${column}`);
		}
		if (columns.indexOf(column) !== index) {
			throw new SourceError(`${name}: the column ${column} is there twice`);
		}
	}
	const missing = expected.find((column) => !columns.includes(column));
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
