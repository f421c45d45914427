// Answers made from a table: written, measured and compressed once, as the table never changes.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { TableView } from '../../schema/table-view.ts';
import { isKnown, kept } from './respond.ts';

/** Brotli at a quality that costs no more time than gzip. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

type Bytes = Uint8Array<ArrayBuffer>;
type Encoding = 'br' | 'gzip' | 'identity';

/** A body in every encoding that is offered; `tag` names its bytes. */
interface Answer {
	readonly tag: string;
	readonly bodies: Readonly<Partial<Record<Encoding, Bytes>> & Record<'identity', Bytes>>;
}

/** Answers live as long as their view is kept in memory; a failure is not kept. */
const answers = new WeakMap<TableView, Map<string, Promise<Answer>>>();

/**
 * Sends what `write` makes of a view, with a strong validator of its bytes, or 304 when the reader has them already.
 *
 * @param form names what `write` makes: the same form of the same view is written once
 * @param write text, which is compressed for readers who accept it, or bytes that are compressed already
 */
export async function respondView(
	request: Request,
	view: TableView,
	form: string,
	contentType: string,
	write: () => string | Bytes | Promise<Bytes>
): Promise<Response> {
	const answer = await answerOf(view, form, write);
	const accepted = request.headers.get('accept-encoding') ?? '';
	const encoding = encodings.find((one) => answer.bodies[one] && isAccepted(accepted, one));
	const etag = `"${answer.tag}${encoding ? `-${encoding}` : ''}"`;
	const headers = { etag, ...kept };
	if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
	return new Response(answer.bodies[encoding ?? 'identity'], {
		headers: {
			...headers,
			'content-type': contentType,
			...(encoding && { 'content-encoding': encoding })
		}
	});
}

/** Best first. */
const encodings = ['br', 'gzip'] as const;

/** Whether an Accept-Encoding header takes `encoding`, which `;q=0` rules out. */
function isAccepted(header: string, encoding: string): boolean {
	return header.split(',').some((item) => {
		const [name, ...parameters] = item.toLowerCase().split(';');
		return name?.trim() === encoding && !parameters.some((one) => /^\s*q=0(\.0*)?\s*$/.test(one));
	});
}

function answerOf(
	view: TableView,
	form: string,
	write: () => string | Bytes | Promise<Bytes>
): Promise<Answer> {
	const known = answers.get(view) ?? new Map<string, Promise<Answer>>();
	answers.set(view, known);
	const answer = known.get(form) ?? prepare(write());
	known.set(form, answer);
	answer.catch(() => known.delete(form));
	return answer;
}

async function prepare(written: string | Bytes | Promise<Bytes>): Promise<Answer> {
	const made = await written;
	const identity = typeof made === 'string' ? new TextEncoder().encode(made) : made;
	const tag = createHash('sha256').update(identity).digest('base64url').slice(0, 27);
	if (typeof made !== 'string') return { tag, bodies: { identity } };
	const [br, gz] = await Promise.all([
		promisify(brotliCompress)(identity, brotli),
		promisify(gzip)(identity)
	]);
	return { tag, bodies: { identity, br: Uint8Array.from(br), gzip: Uint8Array.from(gz) } };
}
