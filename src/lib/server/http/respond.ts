// Answers of the API: one way to send a body that can be revalidated, one way to say what went wrong.
import { createHash } from 'node:crypto';
import type { Problem, ProblemDetails } from '../../schema/problem.ts';

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
	const headers = { etag, ...kept };
	if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
	return new Response(body, { headers: { ...headers, 'content-type': contentType } });
}

/** Headers of everything published. */
export const kept = { 'cache-control': 'public, no-cache', vary: 'accept-encoding' };

/** Whether the reader has the bytes that `etag` names. */
export function isKnown(request: Request, etag: string): boolean {
	const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
	return known.some((one) => one === '*' || one.replace(/^W\//, '') === etag);
}

/** An error body; `problems` name what in the request has to change, and stand for the detail where there is none. */
export function problem(
	status: number,
	title: string,
	{ detail, problems = [] }: { readonly detail?: string; readonly problems?: readonly Problem[] }
): Response {
	const said = problems.map(({ field, reason }) => (field ? `${field}: ${reason}` : reason));
	const [first] = problems;
	const body: ProblemDetails = {
		type: 'about:blank',
		title,
		status,
		detail: detail ?? said.join('; '),
		...(first && { field: first.field, problems: [...problems] })
	};
	return new Response(`${JSON.stringify(body)}\n`, {
		status,
		headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
	});
}
