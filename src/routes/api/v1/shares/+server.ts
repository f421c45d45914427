import { answerManaging, parseShareRequest } from '$lib/server/shares/manage/answer-managing.ts';
import { createShare } from '$lib/server/shares/manage/create-share.ts';
import { managerOf } from '$lib/server/shares/manage/manager.ts';
import { listShares, toListed } from '$lib/server/shares/manage/list-shares.ts';
import { shareContext } from '$lib/server/shares/share-context.ts';
import { readJson } from '../read-json.ts';
import type { RequestHandler } from './$types';

/** All shares with their tokens, the newest first. */
export const GET: RequestHandler = ({ locals, url }) =>
	answerManaging(async () => {
		const shares = await listShares(
			shareContext(),
			managerOf(locals.visitor),
			url.origin,
			Date.now()
		);
		return { status: 200, body: { shares } };
	});

/** Makes a share. */
export const POST: RequestHandler = ({ request, locals, url }) =>
	answerManaging(async () => {
		const asked = parseShareRequest(await readJson(request));
		const now = Date.now();
		const share = await createShare(shareContext(), managerOf(locals.visitor), asked, now);
		return { status: 201, body: await toListed(shareContext(), share, url.origin, now) };
	});
