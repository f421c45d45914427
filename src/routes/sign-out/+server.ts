import { error, redirect } from '@sveltejs/kit';
import { actorOf, processLog } from '$lib/server/access/audit-log/process-log.ts';
import { signIn } from '$lib/server/access/process-access.ts';
import type { RequestHandler } from './$types';

/** Ends the session; the next page leads on to the provider. */
export const POST: RequestHandler = async ({ cookies }) => {
	const signing = (await signIn()) ?? error(404);
	const visitor = await signing.end(cookies, Date.now());
	if (visitor) await processLog.record({ actor: actorOf(visitor), event: 'sign-out' });
	redirect(303, '/sign-in/ended');
};
