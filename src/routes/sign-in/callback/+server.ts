import { redirect } from '@sveltejs/kit';
import { actorOf, processLog } from '$lib/server/access/audit-log/process-log.ts';
import { answerSignIn } from '$lib/server/access/oidc/answer-sign-in.ts';
import type { RequestHandler } from './$types';

/** Takes people back from the provider. */
export const GET: RequestHandler = (event) =>
	answerSignIn(event, async (signIn) => {
		const { visitor, to } = await signIn.complete(event.cookies, event.url.search, Date.now());
		const role = visitor.role ?? 'none';
		const happening = { actor: actorOf(visitor), event: 'sign-in', detail: { role } } as const;
		try {
			await processLog.record(happening);
		} catch (error) {
			// Who comes in without being recorded does not come in.
			await signIn.end(event.cookies, Date.now());
			throw error;
		}
		redirect(303, to);
	});
