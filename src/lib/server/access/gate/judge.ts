// The one place that says who gets where. Pure, so that every case of it is tested.
import { suffices } from '../role.ts';
import type { Rule } from './routes-and-roles.ts';
import type { Identity } from '../identity/visitor.ts';

/** A request as far as it matters. */
export interface Knock {
	/** `undefined` for a route that has none. */
	readonly rule: Rule | undefined;
	readonly identity: Identity;
	/** Whether it may change something. */
	readonly isChange: boolean;
	/** Whether this site's own pages, or a program, sent it. */
	readonly isOwn: boolean;
	/** Whether its connection may read the metrics. */
	readonly readsMetrics: boolean;
}

/**
 * Why a request gets no further. `unlisted`: nobody said who may go there; `foreign`: a page of another site sent it;
 * `outside`: it did not come through the proxy; `unknown`: nobody is signed in; `role`: they may not do that; `address`:
 * its connection is none of those that may.
 */
export type Refusal = 'unlisted' | 'foreign' | 'outside' | 'unknown' | 'role' | 'address';

/** Why a request is refused; `undefined` when it is not. */
export function judge({
	rule,
	identity,
	isChange,
	isOwn,
	readsMetrics
}: Knock): Refusal | undefined {
	if (!rule) return 'unlisted';
	const isOwnOnly = rule.pages === 'own' || (isChange && rule.pages === undefined);
	if (isOwnOnly && !isOwn) return 'foreign';
	if (rule.needs === 'open') return undefined;
	if (rule.needs === 'metrics') return readsMetrics ? undefined : 'address';
	if (typeof identity === 'string') return identity;
	return suffices(identity.role, rule.needs) ? undefined : 'role';
}
