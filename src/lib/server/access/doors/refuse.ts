// How a refusal is told: to people as a page, in a frame as a small one, to programs as a problem.
import { texts } from '../../../texts/texts.ts';
import { problem } from '../../http/respond.ts';
import { refusalPage } from '../../shares/gate/refusal-page.ts';
import { doorPage } from './door-page.ts';
import type { Refusal } from '../gate/judge.ts';
import { toSignIn } from '../oidc/return-path.ts';
import type { Role } from '../role.ts';
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
			return withChallenge(toFrame(status, refusalPage({ title, detail, theme })));
		case 'data':
			return canSignIn ? toRedirect(path) : Response.json({ message: detail }, { status, headers });
		case 'action': {
			const location = toSignIn(path);
			return canSignIn
				? Response.json({ type: 'redirect', status: 303, location }, { headers })
				: Response.json({ type: 'error', status, error: { message: detail } }, { headers });
		}
		case 'page': {
			const ways = canSignIn ? [{ text: texts.doors.signIn, href: toSignIn(path) }] : [];
			const visitor = mode === 'oidc' && typeof refused.identity !== 'string';
			const door = { title, detail, ways, ...(visitor && { visitor: refused.identity }) };
			return withChallenge(doorPage(status, door));
		}
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

/** A 401 has to say how to be let in (RFC 9110, 11.6.1): here, by the cookie of a sign-in or by the proxy. */
function withChallenge(response: Response): Response {
	if (response.status === 401)
		response.headers.set('www-authenticate', 'Cookie realm="Murmuration"');
	return response;
}

function toFrame(status: number, { html, policy }: ReturnType<typeof refusalPage>): Response {
	return new Response(html, {
		status,
		headers: {
			...headers,
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy
		}
	});
}

function toRedirect(path: string): Response {
	return new Response(null, { status: 303, headers: { ...headers, location: toSignIn(path) } });
}
