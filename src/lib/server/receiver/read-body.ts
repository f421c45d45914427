// Reads a request's body, but never more than the limit.
import type { IncomingMessage } from 'node:http';
import { bodyLimitBytes } from '../../intake/judge-payload.ts';

/** A whole body; or the reason why there is none. */
export type ReadBody = Buffer | 'too_large' | 'aborted';

/** Reads the body of a request; stops listening as soon as it is over {@link bodyLimitBytes}. */
export function readBody(request: IncomingMessage): Promise<ReadBody> {
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let bytes = 0;
		request.on('data', (chunk: Buffer) => {
			bytes += chunk.length;
			if (bytes <= bodyLimitBytes) {
				chunks.push(chunk);
			} else {
				chunks.length = 0;
				request.pause();
				resolve('too_large');
			}
		});
		request.on('end', () => {
			resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
		});
		request.on('error', () => {
			resolve('aborted');
		});
		request.on('close', () => {
			resolve('aborted');
		});
		if (request.destroyed) resolve('aborted');
	});
}

/** Reads the body of a web `Request` under the same limit. */
export async function readWebBody(request: Request): Promise<ReadBody> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	try {
		for await (const chunk of request.body ?? []) {
			bytes += chunk.length;
			if (bytes > bodyLimitBytes) return 'too_large';
			chunks.push(chunk);
		}
	} catch {
		return 'aborted';
	}
	return Buffer.concat(chunks);
}
