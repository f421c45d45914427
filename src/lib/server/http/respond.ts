// Answers of the API: one way to send a body that can be revalidated, one way to say what went wrong.
import { createHash } from 'node:crypto';

/**
 * Sends `body` with a strong validator made from its bytes, or 304 when the reader has them already.
 *
 * Published numbers may be kept by anyone, but are checked each time, as new periods appear.
 */
export function respond(
	request: Request,
	body: string | Uint8Array<ArrayBuffer>,
	contentType: string
): Response {
	const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
	const headers = { etag, 'cache-control': 'public, no-cache', vary: 'accept-encoding' };
	const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
	if (known.some((one) => one === '*' || one.replace(/^W\//, '') === etag)) {
		return new Response(null, { status: 304, headers });
	}
	return new Response(body, { headers: { ...headers, 'content-type': contentType } });
}

/**
 * An error body by RFC 9457; `parameter` names what in the request has to change.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export function problem(
	status: 400 | 404,
	title: string,
	detail: string,
	parameter?: string
): Response {
	const body = { type: 'about:blank', title, status, detail, ...(parameter ? { parameter } : {}) };
	return new Response(`${JSON.stringify(body)}\n`, {
		status,
		headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
	});
}
