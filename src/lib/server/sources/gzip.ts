// DuckDB takes a gzip stream that ends early for a whole file, so the stream is checked before it is read.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { SourceError } from './source-error.ts';

/** @throws {SourceError} unless the whole stream decompresses to at least one byte */
export async function verifyGzip(path: string, name: string): Promise<void> {
	let sizeBytes = 0;
	try {
		await pipeline(createReadStream(path), createGunzip(), async (chunks) => {
			for await (const chunk of chunks) sizeBytes += (chunk as Buffer).length;
		});
	} catch (error) {
		throw toSourceError(error as NodeJS.ErrnoException, name);
	}
	if (sizeBytes === 0) throw new SourceError(`${name}: the file is empty`);
}

function toSourceError(error: NodeJS.ErrnoException, name: string): Error {
	if (error.code === 'Z_BUF_ERROR') {
		return new SourceError(`${name}: the gzip stream ends early; nothing of it was loaded`, {
			cause: error
		});
	}
	if (error.code === 'Z_DATA_ERROR') {
		return new SourceError(`${name}: the gzip stream is damaged; nothing of it was loaded`, {
			cause: error
		});
	}
	return error;
}
