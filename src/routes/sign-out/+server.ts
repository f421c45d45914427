import { error, redirect } from '@sveltejs/kit';
import { signIn } from '$lib/server/access/process-access.ts';
import type { RequestHandler } from './$types';

/** Ends the session; the next page leads on to the provider. */
export const POST: RequestHandler = async ({ cookies }) => {
	const signing = (await signIn()) ?? error(404);
	await signing.end(cookies, Date.now());
	redirect(303, '/sign-in/ended');
};
