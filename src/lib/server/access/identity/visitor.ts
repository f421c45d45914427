// Who asks.
import type { Role } from '../role.ts';

/** Somebody who is known, as far as anything depends on it. */
export interface Visitor {
	/** Never changes and is nobody else's: the subject of a provider, the user of a proxy. */
	readonly id: string;
	/** What people call them. */
	readonly name: string;
	/** `undefined` for somebody whose groups give none. */
	readonly role: Role | undefined;
}

/** What is known of who asks: `outside` did not come through the proxy that would say so. */
export type Identity = Visitor | 'unknown' | 'outside';

/** Where nobody signs in: whoever sits at the machine that serves. */
export const local: Visitor = { id: 'local', name: 'local', role: 'steward' };

/** Where nobody signs in: everybody else. */
export const anybody: Visitor = { id: 'anybody', name: 'anybody', role: 'viewer' };
