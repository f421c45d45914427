import { answerRelease } from '$lib/server/http/answer-release.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** The certificate of a release: the worlds that prove it safe. */
export const GET: RequestHandler = ({ params, request }) =>
	answerRelease(request, params, (...release) => publishedStore().readCertificate(...release));
