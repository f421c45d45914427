// What the audit log says of publishing and of what goes afterwards: begin and end for each dataset, every period with
// the policy by which its release was made, and how much was deleted.
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

/** That publishing of a dataset begins; without an end after it, it was stopped in between. */
export function toBegin({
	actor,
	policy,
	dataset,
	periods
}: {
	readonly actor: string;
	readonly policy: Policy;
	readonly dataset: string;
	readonly periods: number;
}): Happening {
	return {
		actor,
		event: 'publishing-began',
		target: dataset,
		detail: { ...digestOf(policy), periods }
	};
}

/** What became of one period; the digest of the policy tells when it was another one. */
export function toPublication(
	actor: string,
	{ dataset, period, outcome }: Publication,
	policy: Policy
): Happening {
	return { actor, event: events[outcome], target: dataset, period, detail: digestOf(policy) };
}

/** That publishing of a dataset ended, with the number of periods of each outcome. */
export function toEnd(
	actor: string,
	dataset: string,
	publications: readonly Pick<Publication, 'outcome'>[]
): Happening {
	const count = (wanted: Publication['outcome']) =>
		publications.filter(({ outcome }) => outcome === wanted).length;
	return {
		actor,
		event: 'publishing-ended',
		target: dataset,
		detail: {
			published: count('published'),
			withheld: count('withheld'),
			refused: count('refused')
		}
	};
}

/** What was deleted as it was past its retention. */
export function toRetained(
	actor: string,
	retention: {
		readonly dataset: string;
		readonly rows: number;
		readonly gone: number;
		readonly files: readonly string[];
		readonly keptFrom: string;
	}
): Happening {
	const { dataset, rows, gone, files, keptFrom } = retention;
	return {
		actor,
		event: 'retained',
		target: dataset,
		detail: { rows, units: gone, files: files.length, keptFrom }
	};
}

function digestOf(policy: Policy) {
	const digest = createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 16);
	return { policy: digest, k: policy.k, base: policy.base };
}
