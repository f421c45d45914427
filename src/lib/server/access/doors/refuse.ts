// How a refusal is told: to people as a page, in a frame as a small one, to programs as a problem.
import { texts } from '../../../texts/texts.ts';
import { problem } from '../../http/respond.ts';
import { answerPage } from '../../shares/archive/standalone-page.ts';
import { refusalPage } from '../../shares/gate/refusal-page.ts';
import { doorPage, type Door } from './door-page.ts';
import type { Refusal } from '../gate/judge.ts';
import { toSignIn } from '../oidc/return-path.ts';
import { suffices, type Role } from '../role.ts';
import type { AccessSettings } from '../settings.ts';
import type { Identity } from '../identity/visitor.ts';

/** Who was refused what, and what their program understands. */
export interface Refused {
	readonly refusal: Refusal;
	/** `data` and `action` are asked for by script of a page: what a page shows, and what a form does. */
	readonly form: 'page' | 'frame' | 'data' | 'action' | 'program';
	readonly mode: AccessSettings['mode'];
	readonly identity: Identity;
	readonly needs: Role | undefined;
	/** To come back to, with parameters. */
	readonly path: string;
	readonly theme: string;
}

/** The answer, which nobody keeps: 401 to somebody who could sign in, 403 otherwise. */
export function refuse(refused: Refused): Response {
	const { refusal, form, mode, path, theme } = refused;
	const status = refusal === 'unknown' ? 401 : 403;
	const { title, detail } = wordsOf(refused);
	const canSignIn = status === 401 && mode === 'oidc';
	switch (form) {
		case 'program':
			return withChallenge(problem(status, title, { detail }));
		case 'frame':
			return withChallenge(answerPage(status, refusalPage({ title, detail, theme })));
		case 'data':
			return canSignIn ? toRedirect(path) : Response.json({ message: detail }, { status, headers });
		case 'action': {
			const location = toSignIn(path);
			return canSignIn
				? Response.json({ type: 'redirect', status: 303, location }, { headers })
				: Response.json({ type: 'error', status, error: { message: detail } }, { headers });
		}
		case 'page':
			return withChallenge(doorPage(status, toDoor(refused, { title, detail })));
	}
}

const headers = { 'cache-control': 'no-store' };

function wordsOf({ refusal, mode, needs }: Refused): { title: string; detail: string } {
	if (refusal !== 'role' || needs === undefined) {
		const said = refusal === 'role' ? 'unlisted' : refusal;
		return { title: texts.doors[said], detail: texts.doors[`${said}Detail`] };
	}
	if (mode === 'none') {
		const { managedElsewhere: title, managedElsewhereDetail: detail } = texts.closedLinks;
		return { title, detail };
	}
	return { title: texts.doors.role, detail: texts.doors.roleDetail[needs] };
}

/** What can be done about it, beside going away: sign in, as somebody else where need be, or read what may be read. */
function toDoor(
	{ refusal, mode, identity, path }: Refused,
	words: { title: string; detail: string }
): Door {
	if (refusal === 'unknown') {
		const open = { text: texts.site.pages.collect, href: '/collect' };
		const signIn = { text: texts.doors.signIn, href: toSignIn(path) };
		return { ...words, ways: mode === 'oidc' ? [signIn, open] : [open] };
	}
	if (typeof identity === 'string') return words;
	const ways = suffices(identity.role, 'viewer') ? [{ text: texts.problem.back, href: '/' }] : [];
	return { ...words, ways, visitor: mode === 'oidc' ? identity : undefined };
}

/** A 401 has to say how to be let in (RFC 9110, 11.6.1): here, by the cookie of a sign-in or by the proxy. */
function withChallenge(response: Response): Response {
	if (response.status === 401)
		response.headers.set('www-authenticate', 'Cookie realm="Murmuration"');
	return response;
}

function toRedirect(path: string): Response {
	return new Response(null, { status: 303, headers: { ...headers, location: toSignIn(path) } });
}
