// Who is signed in, above every page. Written by the server beside what the page's script knows of, so that it costs
// readers no script.
import { texts } from '../../../texts/texts.ts';
import { escapeMarkup } from '../../../export/escape-markup.ts';
import { signOutForm } from './door-page.ts';
import { toSignIn } from '../oidc/return-path.ts';
import type { AccessSettings } from '../settings.ts';
import type { Identity } from '../identity/visitor.ts';

/** @param path of the page, to come back to */
export function visitorStrip(
	mode: AccessSettings['mode'],
	identity: Identity,
	path: string
): string {
	if (mode === 'none') return '';
	const said = typeof identity === 'string' ? signInLink(mode, path) : nameOf(identity.name);
	const way = typeof identity !== 'string' && mode === 'oidc' ? signOutForm : '';
	if (said + way === '') return '';
	return `<aside class="visitor" aria-label="${texts.doors.strip}">${said}${way}</aside>`;
}

function nameOf(name: string): string {
	return `<span>${escapeMarkup(texts.doors.signedInAs(name))}</span>`;
}

/** A proxy signs people in by itself. */
function signInLink(mode: AccessSettings['mode'], path: string): string {
	if (mode !== 'oidc') return '';
	return `<a href="${escapeMarkup(toSignIn(path))}">${texts.doors.signIn}</a>`;
}
