// The numbers of a release as a reader has them, by cell.
import type { PublishedCell } from '../../schema/cell.ts';
import type { Manifest } from '../../schema/release.ts';
import { DisclosureError } from '../disclosure-error.ts';
import type { System } from '../system.ts';

/** The content of a release, as readers have it. */
export interface PublishedRelease {
	readonly manifest: Omit<Manifest, 'parts'>;
	readonly cells: readonly PublishedCell[];
}

/** Published numbers per cell of the system; a cell that stands in several tables must be the same in all. */
export function toValues(system: System, cells: readonly PublishedCell[]): (number | null)[] {
	const published = new Map(
		cells.map(({ table, categories, value }) => [[table, ...categories].join('\n'), value])
	);
	const values: (number | null | undefined)[] = system.keys.map(() => undefined);
	for (const { table, categories, cell } of system.places) {
		const value = published.get([table, ...categories].join('\n'));
		const before = values[cell];
		if (value === undefined || (before !== undefined && before !== value)) {
			throw new DisclosureError('audit-failed', [system.keys[cell] || 'all']);
		}
		values[cell] = value;
	}
	return values.map((value) => value ?? null);
}
