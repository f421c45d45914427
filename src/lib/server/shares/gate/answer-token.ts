// What a request with a token is answered: a refusal, an archived file, or nothing yet where a live chart is to be shown.
import type { Share } from '../../../schema/share.ts';
import { texts } from '../../../texts/texts.ts';
import { problem, respond } from '../../http/respond.ts';
import { admit, type Admission, type EmbedRequest } from './admit.ts';
import { readFrozen } from '../archive/archive-index.ts';
import { answerPage } from '../archive/standalone-page.ts';
import { refusalPage } from './refusal-page.ts';
import type { ShareContext } from '../share-context.ts';

/** Kept by its reader alone, who asks each time whether it still holds: a revoked one must not come from a cache. */
export const tokenCaching = 'private, no-cache';

type Refused = Extract<Admission, { kind: 'refused' }>;

/**
 * The answer, or the parameters with which the live chart is to be shown.
 *
 * @param opened is told of a share that opens something
 */
export async function answerToken(
	context: ShareContext,
	request: Request,
	asked: EmbedRequest,
	now: number,
	opened: (share: Share, form: EmbedRequest['form']) => void
): Promise<Response | URLSearchParams> {
	const admission = await admit(context, asked, now);
	if (admission.kind === 'refused') return refuse(admission, asked);
	const { share, parameters } = admission;
	opened(share, asked.form);
	if (share.kind === 'live') return parameters;
	const theme = parameters.get('theme') ?? 'auto';
	const frozen = await readFrozen(context.shares.archiveOf(share.id), asked.form, theme);
	if (!frozen) return problem(404, 'Not there', { detail: texts.closedLinks.noForm(asked.form) });
	const { 'content-type': contentType = '', ...headers } = frozen.headers;
	const response = respond(request, frozen.bytes, contentType);
	for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
	return response;
}

function refuse(refused: Refused, { form, parameters }: EmbedRequest): Response {
	const status = refused.reason === 'over' ? 410 : 403;
	const field = refused.reason === 'locked' ? refused.field : undefined;
	const reason = refused.reason === 'locked' ? 'other' : refused.reason;
	const title = texts.closedLinks[reason];
	const detail =
		field === undefined ? texts.closedLinks[`${reason}Detail`] : texts.closedLinks.locked(field);
	if (form !== 'html') {
		const problems = field === undefined ? [] : [{ field, reason: texts.closedLinks.leftShut }];
		return problem(status, title, { detail, problems });
	}
	const theme = parameters.get('theme') ?? 'auto';
	return answerPage(status, refusalPage({ title, detail, theme }));
}
