import { readEnvironment } from '$lib/server/environment.ts';
import { answerManaging, parseShareRequest } from '$lib/server/shares/manage/answer-managing.ts';
import { preflight } from '$lib/server/shares/manage/preflight.ts';
import { shareContext } from '$lib/server/shares/share-context.ts';
import type { RequestHandler } from './$types';

/** What a share would open to whom; `chart`, `kind` and `expires` as in a share, the rest as in an embed's address. */
export const GET: RequestHandler = ({ url }) =>
	answerManaging(async () => {
		const { chart, kind, expires, ...query } = Object.fromEntries(url.searchParams);
		const asked = parseShareRequest({ chart, kind, expires, query });
		const { frameAncestors } = readEnvironment();
		return {
			status: 200,
			body: await preflight(shareContext(), asked, frameAncestors, Date.now())
		};
	});
