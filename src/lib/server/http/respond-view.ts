// Answers made from a table: written, measured and compressed once, as the table never changes.
import type { TableView } from '../../schema/table-view.ts';
import { encodeBody, respondEncoded, type Bytes, type EncodedBody } from './kept/encoded-body.ts';

/** Answers live as long as their view is kept in memory; a failure is not kept. */
const answers = new WeakMap<TableView, Map<string, Promise<EncodedBody>>>();

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
	return respondEncoded(request, answer, { 'content-type': contentType });
}

function answerOf(
	view: TableView,
	form: string,
	write: () => string | Bytes | Promise<Bytes>
): Promise<EncodedBody> {
	const known = answers.get(view) ?? new Map<string, Promise<EncodedBody>>();
	answers.set(view, known);
	const answer = known.get(form) ?? prepare(write());
	known.set(form, answer);
	answer.catch(() => known.delete(form));
	return answer;
}

async function prepare(written: string | Bytes | Promise<Bytes>): Promise<EncodedBody> {
	return encodeBody(await written);
}
