// A share for tests.
import type { Share } from '../../../src/lib/schema/share.ts';

/** A live share of the versions that lasts until 2027; `changes` are laid over it. */
export function shareOf(changes: Partial<Share> = {}): Share {
	return {
		id: '0123456789abcdef01234567',
		chart: 'version',
		title: 'Version adoption',
		kind: 'live',
		query: { granularity: 'week', measure: 'share', level: 'minor', compare: 'none' },
		label: '',
		created: '2026-11-20T12:00:00.000Z',
		expires: '2027-01-01T00:00:00.000Z',
		revoked: null,
		owner: 'local',
		...changes
	};
}
