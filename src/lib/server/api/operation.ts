// What is said about one address of the API. All of them together are data, see operations.ts.
import type { z } from 'zod';

/** Statuses that are no success, and what they say. */
export const otherStatuses = {
	304: 'The bytes named by If-None-Match are still the ones.',
	400: 'A parameter or a field is wrong; `problems` name each and what it accepts.',
	404: 'Nothing is published under that name or in that range.',
	413: 'The heartbeat is larger than 5 KB.',
	415: 'The body is not JSON in UTF-8, or is compressed.',
	429: 'More requests than one source may send, or more tokens that open nothing; Retry-After says when to come back.',
	501: 'Only JSON is written, no XML.',
	503: 'Not now; Retry-After, where there is one, says when to come back.'
} as const;
export type OtherStatus = keyof typeof otherStatuses;

/** A body that succeeds: a schema for JSON, `text` or `bytes` for what no schema describes. */
export type Body = z.ZodType | 'text' | 'bytes';

/** One method of one address. */
export interface Operation {
	readonly method: 'get' | 'post';
	/** Variable parts in braces; document.ts says what each may be. */
	readonly path: `/${string}`;
	readonly tag: 'Tables' | 'Releases' | 'Charts' | 'Heartbeats' | 'Process';
	readonly summary: string;
	readonly description?: string;
	readonly query?: z.ZodObject;
	/** What parameters beyond `query` hold, where their names depend on the address. */
	readonly otherParameters?: string;
	readonly request?: z.ZodType;
	/** By content type; none for an answer without a body. */
	readonly success: Readonly<Record<string, Body>>;
	readonly others: readonly OtherStatus[];
	/** Tells failures in plain words rather than as a problem. */
	readonly isPlain?: true;
}
