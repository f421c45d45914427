// A share: one chart with locked parameters, opened by a signed token until it expires or is revoked.
import { z } from 'zod';

/** `live` follows new releases where its range does; `archived` was drawn once and never changes. */
export const ShareKind = z.enum(['live', 'archived'], 'expected live or archived');
export type ShareKind = z.infer<typeof ShareKind>;

/** How long a share lasts when nobody says otherwise, and at most, in days. */
export const shareDays = { usual: 365, most: 1826 } as const;

const label = z.string().trim().max(120, 'expected at most 120 characters');

/**
 * What has to be said to make a share. `query` holds the parameters of the embed as they stand in an address: those
 * about data are all locked, left out or not; those about its look only where they are given.
 */
export const ShareRequest = z.strictObject({
	chart: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'expected the name of a chart'),
	kind: ShareKind.default('live'),
	query: z.record(z.string(), z.string()).default({}),
	label: label.default(''),
	/** A moment in UTC, `2027-01-01T00:00:00Z`; a year from now where it is left out. */
	expires: z.iso.datetime('expected a moment in UTC like 2027-01-01T00:00:00Z').optional()
});
export type ShareRequest = z.infer<typeof ShareRequest>;

export const ShareId = z.string().regex(/^[0-9a-f]{24}$/, 'expected an id as listed');

/** A share as it is stored. `query` is what it locks, by name and in the words of an address. */
export const Share = z.strictObject({
	id: ShareId,
	chart: z.string(),
	title: z.string(),
	kind: ShareKind,
	query: z.record(z.string(), z.string()),
	label,
	created: z.iso.datetime(),
	/** A whole second, as tokens know no shorter time. */
	expires: z.iso.datetime(),
	revoked: z.iso.datetime().nullable(),
	/** Id of whoever made it; `null` for one from before that was kept. */
	owner: z.string().nullable().default(null)
});
export type Share = z.infer<typeof Share>;

/** The forms a share opens. */
export const ShareUrls = z.strictObject({
	html: z.string(),
	svg: z.string(),
	png: z.string(),
	csv: z.string(),
	json: z.string()
});
export type ShareUrls = z.infer<typeof ShareUrls>;

/** A share as those who manage it see it. */
export const ListedShare = Share.extend({
	state: z.enum(['open', 'expired', 'revoked']),
	token: z.string(),
	urls: ShareUrls
});
export type ListedShare = z.infer<typeof ListedShare>;

/** What will be open to whom, said before a share is made. */
export const SharePreflight = z.strictObject({
	chart: z.string(),
	title: z.string(),
	range: z.strictObject({ from: z.string(), to: z.string() }),
	/** Whether new releases will show. */
	follows: z.boolean(),
	/** Cells of the tables that the share opens. `share`, from 0 to 1, is how much of `all` is hidden; missing ones are not among them. */
	cells: z.strictObject({
		all: z.int().min(0),
		hidden: z.int().min(0),
		missing: z.int().min(0),
		share: z.number().min(0).max(1)
	}),
	k: z.int().min(1),
	synthetic: z.boolean(),
	audience: z.literal('anyone with the link'),
	/** Origins that may show the embed in a frame; empty: none. */
	frameAncestors: z.array(z.string()),
	expires: z.iso.datetime()
});
export type SharePreflight = z.infer<typeof SharePreflight>;

/** Whether a share still opens anything at `now`, in milliseconds since 1970. */
export function stateOf({ expires, revoked }: Share, now: number): ListedShare['state'] {
	if (revoked !== null) return 'revoked';
	return Date.parse(expires) <= now ? 'expired' : 'open';
}
