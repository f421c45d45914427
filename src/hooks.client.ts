// What the browser's side says of errors: whether the server is there at all.
import type { HandleClientError } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { answers } from '$lib/components/site/server-answers.ts';
import { texts } from '$lib/texts/texts.ts';

/** A request that failed without an answer, and a server that does not say it is alive, means that it is away. */
export const handleError: HandleClientError = async ({ error, message }) => {
	if (!(error instanceof TypeError) || (await answers(resolve('/healthz')))) return { message };
	return { message: texts.problem.away.detail, isAway: true };
};
