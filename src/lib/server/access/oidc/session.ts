// The session of somebody who signed in. All of it is in the cookie, but whether it was ended.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { roleOf } from '../role.ts';
import type { OidcAccess } from '../settings.ts';
import type { Visitor } from '../identity/visitor.ts';
import type { EndedSessions } from './ended-sessions.ts';
import type { Person } from './provider.ts';
import { Seal } from './sealed.ts';

const Session = z.strictObject({
	/** Made anew by every sign-in. */
	id: z.string(),
	subject: z.string(),
	name: z.string(),
	/** Those of the provider that mean something here. */
	groups: z.array(z.string()),
	/** In milliseconds since 1970. */
	began: z.int(),
	seen: z.int()
});
export type Session = z.infer<typeof Session>;

/** What a cookie is to hold, and for how long. */
export interface SealedSession {
	readonly text: string;
	/** In milliseconds since 1970. */
	readonly until: number;
}

/** Begins, reads, renews and ends sessions. */
export class Sessions {
	readonly #access: OidcAccess;
	readonly #seal: Seal<Session>;
	readonly #ended: EndedSessions;

	constructor(access: OidcAccess, secret: Uint8Array, ended: EndedSessions) {
		this.#access = access;
		this.#seal = new Seal(Session, secret, 'session');
		this.#ended = ended;
	}

	/** A session for somebody who signed in at `now`, under an id that nobody had before. */
	begin({ id: subject, name, groups }: Person, now: number): Promise<SealedSession> {
		const known = Object.values(this.#access.groups).flat();
		return this.#close({
			id: randomBytes(16).toString('base64url'),
			subject,
			name: name.slice(0, 200),
			groups: groups.filter((group) => known.includes(group)),
			began: now,
			seen: now
		});
	}

	/** The session of a cookie, unless it is over. */
	async open(text: string, now: number): Promise<Session | undefined> {
		const session = await this.#seal.open(text, now);
		if (!session || this.#ended.has(session.id)) return undefined;
		return now < this.#end(session) ? session : undefined;
	}

	/** The session as last seen at `now`; `undefined` where that can wait for a later request. */
	renew(session: Session, now: number): Promise<SealedSession> | undefined {
		if (now - session.seen < Math.min(60_000, this.#access.idleMs / 4)) return undefined;
		return this.#close({ ...session, seen: now });
	}

	/** Ends a session for good, whoever has a copy of the cookie. */
	end({ id, began }: Session): Promise<void> {
		return this.#ended.add(id, began + this.#access.longestMs);
	}

	/** Who somebody is by the groups that mean something today. */
	visitorOf({ subject, name, groups }: Session): Visitor {
		return { id: subject, name, role: roleOf(groups, this.#access.groups) };
	}

	async #close(session: Session): Promise<SealedSession> {
		const until = this.#end(session);
		return { text: await this.#seal.close(session, until), until };
	}

	#end({ began, seen }: Session): number {
		return Math.min(began + this.#access.longestMs, seen + this.#access.idleMs);
	}
}
