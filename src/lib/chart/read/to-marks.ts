// What happened when, for the time axis of a chart: releases of the software, and dated notes.
import { turningDay, type SoftwareRelease } from '../../schema/dataset.ts';
import type { Period } from '../../schema/period.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { Level } from '../model/level.ts';
import type { Mark } from './mark.ts';
import { texts } from '../../texts/texts.ts';

/**
 * The marks of a table over time, by period. Releases stand in tables of versions only: each at patch level, else the
 * first of each minor. A note that ends without a beginning marks the day after its end.
 *
 * @param releases what came out when, by day
 */
export function toMarks(
	{ periods, dimensions, notes }: TableView,
	releases: readonly SoftwareRelease[],
	level: Level
): Mark[] {
	const isVersion = dimensions.some(({ id }) => id === 'version');
	const shown = level === 'patch' ? releases : firstOfMinors(releases);
	return periods.flatMap((period) => {
		const out = isVersion ? shown.filter(({ day }) => isIn(period, day)) : [];
		const names = out.map(({ version }) => (level === 'patch' ? version : minorOf(version)));
		const [first, last] = [names[0], names.at(-1)];
		const label = first === last ? (first ?? '') : texts.releases.range(first ?? '', last ?? '');
		return [
			...(out.length > 0
				? [
						{
							period: period.id,
							label,
							text: texts.marks.released(names.join(', ')),
							kind: 'release' as const
						}
					]
				: []),
			...notes
				.filter((note) => isIn(period, turningDay(note)))
				.map(({ kind, text }) => ({
					period: period.id,
					label: kind === 'epoch' ? texts.marks.meaningChanges : texts.marks.note,
					text,
					kind
				}))
		];
	});
}

function isIn({ start, end }: Period, day: string | undefined): boolean {
	return day !== undefined && day >= start && day < end;
}

function firstOfMinors(releases: readonly SoftwareRelease[]): SoftwareRelease[] {
	const seen = new Set<string>();
	return releases.filter(({ version }) => {
		const isFirst = !seen.has(minorOf(version));
		seen.add(minorOf(version));
		return isFirst;
	});
}

function minorOf(version: string): string {
	return version.split('.', 2).join('.');
}
