import { answerManaging } from '$lib/server/shares/manage/answer-managing.ts';
import { toListed } from '$lib/server/shares/manage/list-shares.ts';
import { managerOf } from '$lib/server/shares/manage/manager.ts';
import { revokeShare } from '$lib/server/shares/manage/revoke-share.ts';
import { shareContext } from '$lib/server/shares/share-context.ts';
import type { RequestHandler } from './$types';

/** Revokes a share for ever; every process sees it with its next request. */
export const DELETE: RequestHandler = ({ locals, params, url }) =>
	answerManaging(async () => {
		const now = Date.now();
		const manager = managerOf(locals.visitor);
		const share = await revokeShare(shareContext(), manager, params.id, now);
		return share && { status: 200, body: await toListed(shareContext(), share, url.origin, now) };
	});
