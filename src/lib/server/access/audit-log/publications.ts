// What the audit log says of publishing: each period with its release, and the policy by which it was made.
import { createHash } from 'node:crypto';
import type { Policy } from '../../../schema/policy.ts';
import type { Happening } from './entry.ts';

/** A period that was due, as far as the log needs it. */
export interface Publication {
	readonly dataset: string;
	readonly period: string;
	readonly outcome: 'published' | 'withheld' | 'refused';
}

const events = {
	published: 'published',
	withheld: 'withheld',
	refused: 'publication-refused'
} as const;

/** One happening for each period; the digest of the policy tells when it was another one. */
export function toHappenings(
	actor: string,
	publications: readonly Publication[],
	policy: Policy
): Happening[] {
	const digest = createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 16);
	return publications.map(({ dataset, period, outcome }) => ({
		actor,
		event: events[outcome],
		target: dataset,
		period,
		detail: { policy: digest, k: policy.k, base: policy.base }
	}));
}
