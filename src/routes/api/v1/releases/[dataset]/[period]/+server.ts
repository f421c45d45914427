import { answerRelease } from '$lib/server/http/answer-release.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** One whole release: manifest and cells. */
export const GET: RequestHandler = ({ params, request }) =>
	answerRelease(request, params, async (...release) => {
		const found = await publishedStore().readRelease(...release);
		return found && JSON.stringify(found);
	});
