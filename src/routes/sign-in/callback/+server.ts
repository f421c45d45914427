import { redirect } from '@sveltejs/kit';
import { answerSignIn } from '$lib/server/access/oidc/answer-sign-in.ts';
import type { RequestHandler } from './$types';

/** Takes people back from the provider. */
export const GET: RequestHandler = (event) =>
	answerSignIn(event, async (signIn) => {
		const { to } = await signIn.complete(event.cookies, event.url.search, Date.now());
		redirect(303, to);
	});
