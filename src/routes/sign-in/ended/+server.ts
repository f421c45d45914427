import { answerSignIn } from '$lib/server/access/oidc/answer-sign-in.ts';
import { doorPage } from '$lib/server/access/doors/door-page.ts';
import { texts } from '$lib/texts/texts.ts';
import type { RequestHandler } from './$types';

/** Says that somebody is signed out here, and where they may still be signed in. */
export const GET: RequestHandler = (event) =>
	answerSignIn(event, async (signIn) => {
		const { ended: title, endedDetail: detail, signIn: back, endThere } = texts.doors;
		const there = await signIn.provider.endAddress();
		const ways = [
			{ text: back, href: '/sign-in' },
			...(there === undefined ? [] : [{ text: endThere, href: there }])
		];
		return doorPage(200, { title, detail, ways });
	});
