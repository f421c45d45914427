// Adoption: how the share of a release, or of anything newer, grows with the days since it came out.
import type { SoftwareRelease } from '../../../schema/dataset.ts';
import { daysBetween, lastDay, type Period } from '../../../schema/period.ts';
import type { TableView } from '../../../schema/table-view.ts';
import { compareVersionCodes } from '../../../schema/version.ts';
import type { Estimate } from '../estimate/estimate.ts';
import { hiddenText } from '../reading.ts';
import type { Tone } from '../tone.ts';
import { toCuts } from './cut.ts';
import { toMilestone, type Milestone } from './milestone.ts';
import { texts } from '../../../texts/texts.ts';

/** The share that runs a release or a newer one at the end of `period`, `day` days after the release. */
export interface AdoptionPoint extends Estimate {
	readonly period: Period;
	readonly day: number;
}

/**
 * One release; patches of one minor that came out on one day are one, known by the first of them. The first release of a
 * minor is followed as that minor, its candidates included, as a minor is often shown where its only patch is not.
 */
export interface AdoptionLine {
	readonly version: string;
	readonly label: string;
	readonly released: string;
	readonly tone: Tone;
	readonly points: readonly AdoptionPoint[];
	readonly t50: Milestone;
	readonly t80: Milestone;
}

/** Lines old to new. */
export interface Adoption {
	readonly kind: 'adoption';
	readonly unit: string;
	readonly lines: readonly AdoptionLine[];
	readonly hiddenText: string;
}

/** How many releases are followed, and for how many days. */
export const lineLimit = 6;
export const dayLimit = 365;

/**
 * Follows the last releases through the periods of a view that end on or after their day. A release that no released
 * period follows yet, or only later than `dayLimit`, has no line.
 *
 * @param view the table of versions alone, in weeks or months
 * @param releases what came out when, by day
 */
export function toAdoption(view: TableView, releases: readonly SoftwareRelease[]): Adoption {
	const released = view.periods.filter(({ id }) =>
		view.cells.some(({ period, status }) => period === id && status !== 'missing')
	);
	const followed = toGroups(releases)
		.filter((group) => released.some((period) => isFollowed(group, period)))
		.slice(-lineLimit)
		.map((group) => ({ ...group, points: toPoints(view, group) }));
	return {
		kind: 'adoption',
		unit: view.unit.many,
		lines: followed.map((line, index) => ({
			...line,
			tone: { kind: 'ramp', position: followed.length === 1 ? 1 : index / (followed.length - 1) },
			t50: toMilestone(line.points, 0.5),
			t80: toMilestone(line.points, 0.8)
		})),
		hiddenText: hiddenText(view)
	};
}

type Group = Pick<AdoptionLine, 'version' | 'label' | 'released'>;

/** Releases of one minor and day together, by day and version. */
function toGroups(releases: readonly SoftwareRelease[]): Group[] {
	const groups = new Map<string, SoftwareRelease[]>();
	for (const release of releases) {
		const key = `${release.day} ${release.version.split('.', 2).join('.')}`;
		groups.set(key, [...(groups.get(key) ?? []), release]);
	}
	const minors = new Set<string>();
	return [...groups.values()]
		.map((group) => {
			const versions = group.map(({ version }) => version).sort(compareVersionCodes);
			const [first = '', last = ''] = [versions[0], versions.at(-1)];
			const released = group[0]?.day ?? '';
			const minor = first.split('.', 2).join('.');
			if (!minors.has(minor)) {
				minors.add(minor);
				return { version: minor, label: texts.releases.minorFrom(minor, first), released };
			}
			const label = first === last ? first : texts.releases.range(first, last);
			return { version: first, label, released };
		})
		.sort(
			(a, b) => a.released.localeCompare(b.released) || compareVersionCodes(a.version, b.version)
		);
}

function isFollowed({ released }: Group, period: Period): boolean {
	const day = daysBetween(released, lastDay(period));
	return day >= 0 && day <= dayLimit;
}

function toPoints(view: TableView, group: Group): AdoptionPoint[] {
	const periods = view.periods.filter((period) => isFollowed(group, period));
	return toCuts({ ...view, periods }, group.version).map(({ period, atLeast }) => ({
		...atLeast.share,
		period,
		day: daysBetween(group.released, lastDay(period))
	}));
}
