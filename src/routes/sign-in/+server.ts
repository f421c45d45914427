import { redirect } from '@sveltejs/kit';
import { answerSignIn } from '$lib/server/access/oidc/answer-sign-in.ts';
import { toReturnPath } from '$lib/server/access/oidc/return-path.ts';
import type { RequestHandler } from './$types';

/** Sends people to the provider; `to` is where they were. */
export const GET: RequestHandler = (event) =>
	answerSignIn(event, async (signIn) => {
		const to = toReturnPath(event.url.searchParams.get('to'));
		redirect(303, await signIn.begin(event.cookies, to, Date.now()));
	});
