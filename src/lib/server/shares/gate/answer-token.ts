// What a request with a token is answered: a refusal, an archived file, or nothing yet where a live chart is to be shown.
import type { Problem } from '../../../schema/problem.ts';
import type { Share } from '../../../schema/share.ts';
import { texts } from '../../../texts/texts.ts';
import { problem, respond } from '../../http/respond.ts';
import { admit, type Admission, type EmbedRequest } from './admit.ts';
import { readFrozen } from '../archive/archive-index.ts';
import { answerPage } from '../archive/standalone-page.ts';
import { refusalPage } from './refusal-page.ts';
import type { ShareContext } from '../share-context.ts';
import { tokenParameter } from './locked-query.ts';
import { TokenGuard } from './token-guard.ts';

/** Kept by its reader alone, who asks each time whether it still holds: a revoked one must not come from a cache. */
export const tokenCaching = 'private, no-cache';

type Refused = Extract<Admission, { kind: 'refused' }>;

/** Who comes with a token, and who is told that it opened something. */
export interface Caller {
	/** For the limit of failures alone. */
	readonly address: string;
	readonly opened: (share: Share, form: EmbedRequest['form']) => void;
}

const guard = new TokenGuard();

/** The answer, or the parameters with which the live chart is to be shown. */
export async function answerToken(
	context: ShareContext,
	request: Request,
	asked: EmbedRequest,
	now: number,
	{ address, opened }: Caller
): Promise<Response | URLSearchParams> {
	const token = asked.parameters.get(tokenParameter) ?? '';
	const waitSeconds = await guard.wait(address, token);
	if (waitSeconds !== undefined) return tooMany(waitSeconds, asked);
	const admission = await admit(context, asked, now);
	if (admission.kind === 'refused') {
		if (admission.reason === 'unknown') await guard.failed(address, token);
		return refuse(admission, asked);
	}
	const { share, parameters } = admission;
	guard.opened(token);
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

function refuse(refused: Refused, asked: EmbedRequest): Response {
	const status = refused.reason === 'over' ? 410 : 403;
	const field = refused.reason === 'locked' ? refused.field : undefined;
	const reason = refused.reason === 'locked' ? 'other' : refused.reason;
	const detail =
		field === undefined ? texts.closedLinks[`${reason}Detail`] : texts.closedLinks.locked(field);
	const problems = field === undefined ? [] : [{ field, reason: texts.closedLinks.leftShut }];
	return tell(status, { title: texts.closedLinks[reason], detail, problems }, asked);
}

function tooMany(waitSeconds: number, asked: EmbedRequest): Response {
	const { busy: title, busyDetail: detail } = texts.closedLinks;
	const response = tell(429, { title, detail, problems: [] }, asked);
	response.headers.set('retry-after', String(waitSeconds));
	return response;
}

interface Said {
	readonly title: string;
	readonly detail: string;
	readonly problems: readonly Problem[];
}

/** In a frame as a page, elsewhere as a problem. */
function tell(
	status: number,
	{ title, detail, problems }: Said,
	{ form, parameters }: EmbedRequest
): Response {
	if (form !== 'html') return problem(status, title, { detail, problems });
	const theme = parameters.get('theme') ?? 'auto';
	return answerPage(status, refusalPage({ title, detail, theme }));
}
