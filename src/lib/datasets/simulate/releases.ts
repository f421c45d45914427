// Public releases of self-hosted Kodus with their days (UTC), from the list of git tags, installer and
// Helm chart commits as observed in August 2026. Builds of the web front end alone and of forks are left
// out; where two tracks carry the same version the earlier day stands. Before the self-hosted track
// began (2.0.16) instances ran the common tags. The day of 2.1.7 is that of its package bump. No day is
// known for 2.2.5: 2026-10-05 is an ASSUMPTION.
import { parseDay } from './day.ts';

const list = `
	1.0.0 2025-04-10  1.0.1 2025-04-10  1.0.2 2025-04-11  1.0.3 2025-04-17  1.0.4 2025-04-18
	1.0.5 2025-04-23  1.0.6 2025-04-26  1.0.7 2025-04-30  1.0.8 2025-05-01  1.0.9 2025-05-07
	1.0.10 2025-05-08  1.0.11 2025-05-11  1.0.12 2025-05-14  1.0.13 2025-05-18  1.0.14 2025-05-20
	1.0.15 2025-05-20  1.0.16 2025-05-22  1.0.17 2025-05-22  1.0.18 2025-05-25  1.0.19 2025-05-27
	1.0.20 2025-06-01  1.0.21 2025-06-02  1.0.22 2025-06-03  1.0.23 2025-06-05  1.0.24 2025-06-07
	1.0.25 2025-06-11  1.0.26 2025-06-19  1.0.27 2025-06-25  1.0.28 2025-06-27  1.0.29 2025-07-01
	1.0.30 2025-07-01  1.0.31 2025-07-09  1.0.32 2025-07-14  1.0.33 2025-07-18  1.0.34 2025-07-19
	1.0.35 2025-07-29  1.0.36 2025-07-30  1.0.37 2025-07-30  1.0.38 2025-07-31  1.0.39 2025-08-01
	1.0.40 2025-08-05  1.0.41 2025-08-06  1.0.42 2025-08-13  1.0.43 2025-08-14  1.0.44 2025-08-19
	1.0.45 2025-08-26  1.0.46 2025-08-26  1.0.47 2025-08-28  1.0.48 2025-09-01  1.0.49 2025-09-02
	1.0.50 2025-09-04  1.0.51 2025-09-08  1.0.52 2025-09-10  1.0.53 2025-09-12  1.0.54 2025-09-12
	1.0.55 2025-09-15  1.0.56 2025-09-17  1.0.57 2025-09-21  1.0.58 2025-09-22  1.0.59 2025-09-22
	1.0.60 2025-09-24  1.0.61 2025-09-25  1.0.62 2025-09-29  1.0.63 2025-10-01  1.0.64 2025-10-09
	1.0.65 2025-10-09  1.0.66 2025-10-09  1.0.67 2025-10-10  1.0.68 2025-10-14  1.0.69 2025-10-15
	1.0.70 2025-10-17  1.0.71 2025-10-17  1.0.72 2025-10-18  1.0.73 2025-10-19  1.0.74 2025-10-20
	1.0.75 2025-10-21  1.0.76 2025-10-24  1.0.77 2025-10-26  1.0.78 2025-10-27  1.0.79 2025-10-31
	1.0.80 2025-11-03  1.0.81 2025-11-04  1.0.82 2025-11-06  1.0.83 2025-11-10  1.0.84 2025-11-11
	1.0.85 2025-11-21  1.0.86 2025-11-21  1.0.87 2025-11-26  1.0.88 2025-12-01  1.0.89 2025-12-02
	1.0.90 2025-12-05  1.0.91 2025-12-08  1.0.92 2025-12-11  1.0.93 2025-12-19  2.0.0 2026-01-08
	2.0.1 2026-01-09  2.0.2 2026-01-09  2.0.3 2026-01-11  2.0.4 2026-01-15  2.0.5 2026-01-18
	2.0.6 2026-01-21  2.0.7 2026-01-23  2.0.8 2026-01-26  2.0.9 2026-01-26  2.0.10 2026-01-26
	2.0.11 2026-01-31  2.0.12 2026-02-04  2.0.13 2026-02-06  2.0.14 2026-02-10  2.0.15 2026-02-16
	2.0.16 2026-02-18  2.0.17 2026-02-21  2.0.18 2026-02-26  2.1.7 2026-04-30  2.1.13 2026-05-26
	2.1.14 2026-05-26  2.1.16 2026-06-09  2.1.17 2026-06-10  2.1.18 2026-06-15  2.1.21 2026-07-03
	2.1.22 2026-07-03  2.1.23 2026-07-03  2.1.24 2026-07-08  2.1.25 2026-07-15  2.1.26 2026-07-21
	2.1.27 2026-07-22  2.1.28 2026-07-29  2.1.29 2026-08-02  2.1.30 2026-08-06  2.1.31 2026-08-13
	2.1.32 2026-08-17  2.1.33 2026-08-20  2.2.5 2026-10-05
`;

/** A published version and the day on which it came out. */
interface KodusRelease {
	readonly version: string;
	readonly day: number;
}

/** All releases, old to new. */
export const releases: readonly KodusRelease[] = [...list.matchAll(/(\S+) (\d\S+)/g)].map(
	([, version = '', text = '']) => ({ version, day: parseDay(text) ?? NaN })
);

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
