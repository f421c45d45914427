// What the Share dialog asks the server about links that work without sign-in.
import type { ProblemDetails } from '../../../schema/problem.ts';
import type { ListedShare, SharePreflight, ShareRequest } from '../../../schema/share.ts';
import { dialogTexts } from '../../../texts/texts.ts';

/** What has to be said of a link before it is made; `query` as in the address of an embed. */
export type LinkRequest = Pick<ShareRequest, 'chart' | 'kind' | 'query' | 'expires'>;

/**
 * What a link would open to whom; nothing is made.
 *
 * @param at address of all shares
 * @throws {Error} that says for readers why there is no answer
 */
export function lookAhead(
	at: string,
	{ chart, kind, query, expires = '' }: LinkRequest
): Promise<SharePreflight> {
	const search = new URLSearchParams({ ...query, chart, kind, expires });
	return ask(`${at}/preflight?${search.toString()}`);
}

/**
 * Makes a link.
 *
 * @param at address of all shares
 * @throws {Error} that says for readers why there is none
 */
export function makeLink(
	at: string,
	request: LinkRequest & { label: string }
): Promise<ListedShare> {
	const headers = { 'content-type': 'application/json' };
	return ask(at, { method: 'POST', headers, body: JSON.stringify(request) });
}

async function ask<Answer>(address: string, init: RequestInit = {}): Promise<Answer> {
	const response = await fetch(address, { cache: 'no-store', ...init }).catch(() => undefined);
	if (!response) throw new Error(dialogTexts.openLinks.away);
	if (response.ok) return (await response.json()) as Answer;
	const problem = (await response.json().catch(() => ({}))) as Partial<ProblemDetails>;
	throw new Error(problem.detail ?? dialogTexts.openLinks.failed);
}
