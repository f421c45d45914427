// Where the numbers of a table begin to mean something else.
import { turningDay, type Note } from '../../schema/dataset.ts';
import type { PublishedRelease } from './manifests.ts';

/**
 * The periods whose numbers are the first after a change of meaning: for each epoch among the notes of `table`, the
 * first release that holds its day or comes after it. Ascending; none for an epoch before the first release, as
 * there is nothing to compare with.
 *
 * @param releases all of one granularity that have the table, oldest first, whatever range is asked for
 */
export function breaksOf(
	notes: readonly Note[],
	table: string,
	releases: readonly PublishedRelease[]
): string[] {
	const days = notes
		.filter(({ kind, tables }) => kind === 'epoch' && tables.includes(table))
		.map(turningDay)
		.filter((day) => day !== undefined);
	const periods = days.map((day) => {
		const index = releases.findIndex(({ manifest }) => manifest.end > day);
		return index > 0 ? releases[index]?.manifest.period : undefined;
	});
	return [...new Set(periods.filter((period) => period !== undefined))].sort();
}
