// What a share is and opens, in words.
import { formatDay } from '../../chart/format.ts';
import type { ListedShare } from '../../schema/share.ts';
import { documentTexts } from '../../texts/texts.ts';

/** The periods that a share opens. */
export function periodsOf({ query: { from, to } }: ListedShare): string {
	if (from !== undefined && to !== undefined) return documentTexts.shares.range(from, to);
	if (from !== undefined) return documentTexts.shares.from(from);
	return to === undefined ? documentTexts.shares.newest : documentTexts.shares.to(to);
}

/** How long it lasts or lasted. */
export function lastsOf({ state, expires, revoked }: ListedShare): string {
	if (state === 'revoked') return documentTexts.shares.revoked(formatDay(revoked ?? expires));
	return documentTexts.shares[state === 'expired' ? 'expired' : 'until'](formatDay(expires));
}
