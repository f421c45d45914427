// The one gate of a token: what it opens, or why it opens nothing. Asked anew by every request.
import type { Parsed } from '../../../chart/chart-query.ts';
import { stateOf, type Share } from '../../../schema/share.ts';
import { holdToShare, tokenParameter, type Form } from './locked-query.ts';
import type { ShareContext } from '../share-context.ts';
import { verifyToken } from './token.ts';

/** One form of one chart, with the parameters of the address. */
export interface EmbedRequest {
	readonly chart: string;
	readonly form: Form;
	readonly parameters: URLSearchParams;
}

/** `unknown` never says what is wrong with a token; only the holder of a good one hears more. */
export type Admission =
	| { readonly kind: 'open'; readonly share: Share; readonly parameters: URLSearchParams }
	| { readonly kind: 'refused'; readonly reason: 'unknown' | 'other' | 'over' }
	| { readonly kind: 'refused'; readonly reason: 'locked'; readonly field: string };

/**
 * Opens what the token of a request is for.
 *
 * @param now in milliseconds since 1970
 */
export async function admit(
	{ shares, secret }: Pick<ShareContext, 'shares' | 'secret'>,
	{ chart, form, parameters }: EmbedRequest,
	now: number
): Promise<Admission> {
	const tokens = parameters.getAll(tokenParameter);
	const claims =
		tokens.length === 1 ? await verifyToken(tokens[0] ?? '', await secret(), now) : 'unknown';
	if (claims === 'unknown') return { kind: 'refused', reason: 'unknown' };
	if (claims === 'expired') return { kind: 'refused', reason: 'over' };
	const share = await shares.read(claims.id);
	if (!share || share.chart !== claims.chart) return { kind: 'refused', reason: 'unknown' };
	if (stateOf(share, now) !== 'open') return { kind: 'refused', reason: 'over' };
	if (share.chart !== chart) return { kind: 'refused', reason: 'other' };
	return toAdmission(share, holdToShare(share, parameters, form));
}

function toAdmission(share: Share, held: Parsed<URLSearchParams>): Admission {
	if (held.problems) {
		return { kind: 'refused', reason: 'locked', field: held.problems[0]?.field ?? '' };
	}
	return { kind: 'open', share, parameters: held.value };
}
