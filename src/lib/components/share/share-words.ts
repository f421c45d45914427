// What a share is and opens, in words.
import { formatDay } from '../../chart/format.ts';
import type { ListedShare } from '../../schema/share.ts';
import { texts } from '../../texts/texts.ts';

/** The periods that a share opens. */
export function periodsOf({ query: { from, to } }: ListedShare): string {
	if (from !== undefined && to !== undefined) return texts.shares.range(from, to);
	if (from !== undefined) return texts.shares.from(from);
	return to === undefined ? texts.shares.newest : texts.shares.to(to);
}

/** How long it lasts or lasted. */
export function lastsOf({ state, expires, revoked }: ListedShare): string {
	if (state === 'revoked') return texts.shares.revoked(formatDay(revoked ?? expires));
	return texts.shares[state === 'expired' ? 'expired' : 'until'](formatDay(expires));
}
