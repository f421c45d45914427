// Signing in and out with cookies: what a browser is given to keep, and what becomes of it when it comes back.
import type { Cookies } from '@sveltejs/kit';
import { z } from 'zod';
import type { OidcAccess } from '../settings.ts';
import type { Visitor } from '../identity/visitor.ts';
import type { EndedSessions } from './ended-sessions.ts';
import { Checks, Provider, SignInError } from './provider.ts';
import { Seal } from './sealed.ts';
import { Sessions, type SealedSession, type Session } from './session.ts';

const Way = z.strictObject({ ...Checks.shape, to: z.string() });

/** How long somebody may take at the provider. */
const wayMs = 600_000;

/** All that signing in needs; one for each process. */
export class SignIn {
	readonly provider: Provider;
	readonly #sessions: Sessions;
	readonly #ways: Seal<z.infer<typeof Way>>;
	readonly #cookie: ReturnType<typeof cookiesOf>;

	constructor(access: OidcAccess, secret: Uint8Array, ended: EndedSessions) {
		this.provider = new Provider(access);
		this.#sessions = new Sessions(access, secret, ended);
		this.#ways = new Seal(Way, secret, 'sign-in');
		this.#cookie = cookiesOf(access.origin);
	}

	/**
	 * Begins a sign-in.
	 *
	 * @param to path to lead back to
	 * @returns the address of the provider
	 * @throws {SignInError}
	 */
	async begin(cookies: Cookies, to: string, now: number): Promise<string> {
		const { url, checks } = await this.provider.begin();
		const until = now + wayMs;
		this.#set(cookies, this.#cookie.way, {
			text: await this.#ways.close({ ...checks, to }, until),
			until
		});
		return url;
	}

	/**
	 * Takes back who was sent to the provider; what session there was ends.
	 *
	 * @param search of the address they came back to
	 * @throws {SignInError}
	 */
	async complete(
		cookies: Cookies,
		search: string,
		now: number
	): Promise<{ readonly visitor: Visitor; readonly to: string }> {
		const way = await this.#ways.open(cookies.get(this.#cookie.way) ?? '', now);
		this.#drop(cookies, this.#cookie.way);
		if (!way) throw new SignInError('failed', { cause: new Error('nothing was begun') });
		const { to, ...checks } = way;
		const person = await this.provider.complete(search, checks);
		const before = await this.#open(cookies, now);
		if (before) await this.#sessions.end(before);
		const sealed = await this.#sessions.begin(person, now);
		this.#set(cookies, this.#cookie.session, sealed);
		const session = await this.#sessions.open(sealed.text, now);
		if (!session) throw new SignInError('failed', { cause: new Error('no session') });
		return { visitor: this.#sessions.visitorOf(session), to };
	}

	/** Who is signed in; the session is prolonged now and then. */
	async visitor(cookies: Cookies, now: number): Promise<Visitor | undefined> {
		const session = await this.#open(cookies, now);
		if (!session) return undefined;
		const renewed = await this.#sessions.renew(session, now);
		if (renewed) this.#set(cookies, this.#cookie.session, renewed);
		return this.#sessions.visitorOf(session);
	}

	/** Ends the session; returns whose it was. */
	async end(cookies: Cookies, now: number): Promise<Visitor | undefined> {
		const session = await this.#open(cookies, now);
		this.#drop(cookies, this.#cookie.session);
		if (!session) return undefined;
		await this.#sessions.end(session);
		return this.#sessions.visitorOf(session);
	}

	async #open(cookies: Cookies, now: number): Promise<Session | undefined> {
		return this.#sessions.open(cookies.get(this.#cookie.session) ?? '', now);
	}

	#set(cookies: Cookies, name: string, { text, until }: SealedSession): void {
		const expires = new Date(Math.ceil(until / 1000) * 1000);
		cookies.set(name, text, { ...this.#cookie.options, expires });
	}

	#drop(cookies: Cookies, name: string): void {
		cookies.delete(name, this.#cookie.options);
	}
}

/**
 * Names and attributes of the cookies. Browsers bind a name that begins with `__Host-` to this host and to TLS; on a
 * machine that serves itself without TLS, they would not keep it, so that there the names are plain.
 */
function cookiesOf(origin: string) {
	const secure = origin.startsWith('https:');
	const prefix = secure ? '__Host-murmuration' : 'murmuration';
	return {
		session: prefix,
		way: `${prefix}-signing-in`,
		options: { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const
	};
}
