// Answers made from a table: written, measured and compressed once, as the table never changes.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { TableView } from '../../schema/table-view.ts';
import { isKnown, kept } from './respond.ts';

const compress = promisify(gzip);

/** A body in both encodings; `tag` names its bytes. */
interface Answer {
	readonly tag: string;
	readonly plain: Uint8Array<ArrayBuffer>;
	readonly gzip: Uint8Array<ArrayBuffer>;
}

/** Answers live as long as their view is kept in memory. */
const answers = new WeakMap<TableView, Map<string, Promise<Answer>>>();

/**
 * Sends what `write` makes of a view, with a strong validator of its bytes, or 304 when the reader has them already.
 *
 * @param form names what `write` makes: the same form of the same view is written once
 */
export async function respondView(
	request: Request,
	view: TableView,
	form: string,
	contentType: string,
	write: () => string
): Promise<Response> {
	const answer = await answerOf(view, form, write);
	const isGzip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
	const etag = `"${answer.tag}${isGzip ? '-gzip' : ''}"`;
	const headers = { etag, ...kept };
	if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
	return new Response(isGzip ? answer.gzip : answer.plain, {
		headers: {
			...headers,
			'content-type': contentType,
			...(isGzip && { 'content-encoding': 'gzip' })
		}
	});
}

function answerOf(view: TableView, form: string, write: () => string): Promise<Answer> {
	const known = answers.get(view) ?? new Map<string, Promise<Answer>>();
	answers.set(view, known);
	const answer = known.get(form) ?? prepare(write());
	known.set(form, answer);
	return answer;
}

async function prepare(text: string): Promise<Answer> {
	const plain = new TextEncoder().encode(text);
	const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 27);
	return { tag, plain, gzip: new Uint8Array(await compress(plain)) };
}
