// Heartbeats as the CSV the loader takes.
import { stringify } from 'csv-stringify/sync';
import type { Heartbeat } from '../../../src/lib/schema/heartbeat.ts';
import { heartbeat } from '../../support/heartbeats.ts';

/** Dotted paths of the schema in its order. */
export const csvColumns = Object.keys(toCells(heartbeat(1)));

export function toCsv(
	records: readonly Heartbeat[],
	columns: readonly string[] = csvColumns
): string {
	const rows = records
		.map((record) => toCells(record))
		.map((cells) => columns.map((column) => cells[column] ?? ''));
	return stringify([columns, ...rows]);
}

function toCells(value: object, path = ''): Record<string, string> {
	return Object.assign(
		{},
		...Object.entries(value).map(([key, inner]: [string, unknown]) => {
			const name = path === '' ? key : `${path}.${key}`;
			if (Array.isArray(inner)) return { [name]: inner.join('|') };
			return typeof inner === 'object' && inner !== null
				? toCells(inner, name)
				: { [name]: String(inner) };
		})
	) as Record<string, string>;
}
