// The frame of every request on the way of a sign-in: how often it may be asked for, and how its failure is told.
import { error, type RequestEvent } from '@sveltejs/kit';
import { texts } from '../../../texts/texts.ts';
import { doorPage } from '../doors/door-page.ts';
import { toFacts } from '../../log/failure.ts';
import { Log } from '../../log/log.ts';
import { countSignIn, signIn } from '../process-access.ts';
import { SignInError } from './provider.ts';
import type { SignIn } from './sign-in.ts';

const log = new Log('web');
const statuses = { denied: 403, failed: 400, away: 503 } as const;

/** What `answer` returns; 404 where nobody signs in here, 429 with `Retry-After` for one request too many. */
export async function answerSignIn(
	event: RequestEvent,
	answer: (signIn: SignIn) => Promise<Response>
): Promise<Response> {
	const signing = (await signIn()) ?? error(404);
	const waitSeconds = await countSignIn(event);
	if (waitSeconds !== undefined) return tooMany(waitSeconds);
	try {
		return await answer(signing);
	} catch (failure) {
		if (!(failure instanceof SignInError)) throw failure;
		const { reason } = failure;
		if (reason !== 'denied') log.warn(`sign-in: ${reason}`, toFacts(failure.cause));
		return doorPage(statuses[reason], {
			title: texts.doors[reason],
			detail: texts.doors[`${reason}Detail`],
			ways: [{ text: texts.doors.again, href: '/sign-in' }]
		});
	}
}

function tooMany(waitSeconds: number): Response {
	const { busy: title, busyDetail: detail } = texts.doors;
	const response = doorPage(429, { title, detail });
	response.headers.set('retry-after', String(waitSeconds));
	return response;
}
