// The releases that a simulated fleet follows, their days as numbers.
import { kodusReleases } from '../kodus-releases.ts';
import { parseDay } from './day.ts';

/** A published version and the day on which it came out. */
interface KodusRelease {
	readonly version: string;
	readonly day: number;
}

/** All releases, old to new. */
export const releases: readonly KodusRelease[] = kodusReleases.map(({ version, day }) => ({
	version,
	day: parseDay(day) ?? NaN
}));

/** Days before a release during which its candidates come out, one a day: an assumption. */
export const candidateDays = 10;

/** The newest release that came out before the night of `day`, thus at the latest the day before. */
export function newestRelease(day: number): KodusRelease | undefined {
	return releases.findLast((release) => release.day < day);
}

/** The release that ended the reign of `release` as the newest: the next one that came out on a later day. */
export function successorOf(release: KodusRelease): KodusRelease | undefined {
	return releases.find((other) => other.day > release.day);
}

/** What a follower of release candidates runs in the night of `day`: `2.1.16-rc.4`, or a release when none is due. */
export function newestCandidate(day: number): string | undefined {
	const newest = newestRelease(day);
	const due = releases.find((release) => release.day >= day);
	if (!due || due.day - day >= candidateDays) return newest?.version;
	return `${due.version}-rc.${candidateDays - (due.day - day)}`;
}
