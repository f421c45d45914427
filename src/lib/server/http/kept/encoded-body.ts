// Bodies that are kept: measured and compressed once, and sent in the encoding that each reader takes.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isKnown, kept } from '../respond.ts';

/** Brotli at a quality that costs no more time than gzip. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Best first. */
const encodings = ['br', 'gzip'] as const;

type Encoding = (typeof encodings)[number] | 'identity';

export type Bytes = Uint8Array<ArrayBuffer>;

/** A body in every encoding that is offered; `tag` names its bytes. */
export interface EncodedBody {
	readonly tag: string;
	readonly bodies: Readonly<Partial<Record<Encoding, Bytes>> & Record<'identity', Bytes>>;
}

/**
 * The body in all encodings.
 *
 * @param written text, which is compressed for readers who accept it, or bytes that are compressed already
 * @param tag names the body, where something else than its bytes has to be named as well
 */
export async function encodeBody(written: string | Bytes, tag?: string): Promise<EncodedBody> {
	const identity = typeof written === 'string' ? new TextEncoder().encode(written) : written;
	const named = tag ?? tagOf(identity);
	if (typeof written !== 'string') return { tag: named, bodies: { identity } };
	const [br, gz] = await Promise.all([
		promisify(brotliCompress)(identity, brotli),
		promisify(gzip)(identity)
	]);
	return { tag: named, bodies: { identity, br: Uint8Array.from(br), gzip: Uint8Array.from(gz) } };
}

/** A name for bytes or texts: others have another one. */
export function tagOf(...parts: readonly (string | Uint8Array)[]): string {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest('base64url').slice(0, 27);
}

/** Bytes of memory that a body takes in all its encodings. */
export function sizeOf({ bodies }: EncodedBody): number {
	return Object.values(bodies).reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** Sends the body with a strong validator of its bytes, or 304 when the reader has them already. */
export function respondEncoded(
	request: Request,
	{ tag, bodies }: EncodedBody,
	more: Readonly<Record<string, string>>
): Response {
	const accepted = request.headers.get('accept-encoding') ?? '';
	const encoding = encodings.find((one) => bodies[one] && isAccepted(accepted, one));
	const etag = `"${tag}${encoding ? `-${encoding}` : ''}"`;
	if (isKnown(request, etag))
		return new Response(null, { status: 304, headers: { etag, ...kept } });
	const headers = { etag, ...kept, ...more, ...(encoding && { 'content-encoding': encoding }) };
	return new Response(bodies[encoding ?? 'identity'], { headers });
}

/**
 * 304 for a reader who has the body of that tag, in whatever encoding: then it need not be made.
 *
 * @param tag names the bytes: two bodies with the same tag are the same
 */
export function respondKnown(request: Request, tag: string): Response | undefined {
	const etag = [tag, ...encodings.map((one) => `${tag}-${one}`)]
		.map((one) => `"${one}"`)
		.find((one) => isKnown(request, one));
	return etag === undefined
		? undefined
		: new Response(null, { status: 304, headers: { etag, ...kept } });
}

/** Whether an Accept-Encoding header takes `encoding`, which `;q=0` rules out. */
function isAccepted(header: string, encoding: string): boolean {
	return header.split(',').some((item) => {
		const [name, ...parameters] = item.toLowerCase().split(';');
		return name?.trim() === encoding && !parameters.some((one) => /^\s*q=0(\.0*)?\s*$/.test(one));
	});
}
