// One request to a webhook that takes `{ "text": … }`, as Slack, Mattermost and others do, and what is known afterwards.
// The address is a secret, so that no error that holds it leaves this file.

/**
 * `delivered`: it has it. `refused`: it answered that it has not, or was never reached; `lasting` where it would refuse
 * again. `unknown`: it was reached, and no answer came.
 */
export type Delivery =
	| { readonly kind: 'delivered' }
	| {
			readonly kind: 'refused';
			readonly reason: string;
			readonly lasting: boolean;
			readonly waitMs: number;
	  }
	| { readonly kind: 'unknown'; readonly reason: string };

/** Answers after which the same request may be taken later. */
const passing = new Set([408, 425, 429, 500, 502, 503]);
/** The gateway does not know either. */
const unanswered = 504;
const longestWaitMs = 3_600_000;

/** Codes of failures that come before anything is sent. */
const neverReached =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|CERT_.*|ERR_TLS_.*|UNABLE_TO_.*)$/;

/** Posts a text, once; redirects are not followed, as they would take the text elsewhere. */
export async function post(webhook: URL, text: string, patienceMs = 10_000): Promise<Delivery> {
	let response: Response;
	try {
		response = await fetch(webhook, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ text: escape(text) }),
			redirect: 'manual',
			signal: AbortSignal.timeout(patienceMs)
		});
		await response.body?.cancel();
	} catch (error) {
		return failureOf(error);
	}
	if (response.ok) return { kind: 'delivered' };
	const reason = `it answered ${response.status}`;
	if (response.status === unanswered) return { kind: 'unknown', reason };
	return {
		kind: 'refused',
		reason,
		lasting: !passing.has(response.status),
		waitMs: waitOf(response.headers)
	};
}

function failureOf(error: unknown): Delivery {
	const code = codeOf(error) ?? 'no answer';
	return neverReached.test(code)
		? { kind: 'refused', reason: code, lasting: false, waitMs: 0 }
		: { kind: 'unknown', reason: code };
}

/** The system's code of a failed `fetch`, which wraps it once or, of several addresses, twice. */
function codeOf(error: unknown): string | undefined {
	if (!(error instanceof Error)) return undefined;
	if ('code' in error && typeof error.code === 'string') return error.code;
	return codeOf(error.cause);
}

function waitOf(headers: Headers): number {
	const seconds = Number(headers.get('retry-after') ?? 0);
	return Number.isFinite(seconds) ? Math.min(longestWaitMs, Math.max(0, seconds * 1000)) : 0;
}

/** These three mean something to whoever takes such texts. */
function escape(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
