// What the columns of a table's CSV hold, for programs: CSV on the Web.
import { z } from 'zod';
import type { TableView } from '../schema/table-view.ts';
import { columnsOf, type Column } from './columns.ts';

/** CSV on the Web metadata of one table, as far as it is used here. */
export const CsvMetadata = z.strictObject({
	'@context': z.literal('http://www.w3.org/ns/csvw'),
	url: z.string(),
	'dc:title': z.string(),
	'dc:description': z.string(),
	dialect: z.strictObject({
		lineTerminators: z.array(z.string()),
		header: z.literal(true),
		encoding: z.literal('utf-8')
	}),
	tableSchema: z.strictObject({
		columns: z.array(
			z.strictObject({
				name: z.string(),
				titles: z.string(),
				datatype: z.union([
					z.string(),
					z.strictObject({ base: z.string(), format: z.string() }),
					z.strictObject({ base: z.string(), minimum: z.number() })
				]),
				required: z.boolean()
			})
		),
		primaryKey: z.array(z.string())
	})
});
export type CsvMetadata = z.infer<typeof CsvMetadata>;

const datatypes = {
	text: 'string',
	date: { base: 'date', format: 'yyyy-MM-dd' },
	number: { base: 'integer', minimum: 0 }
} as const satisfies Record<
	Column['type'],
	CsvMetadata['tableSchema']['columns'][number]['datatype']
>;

/**
 * Describes the CSV at `url` (relative to the sidecar): a name, a title and a type per column, and the meaning of
 * the codes.
 *
 * @see https://www.w3.org/TR/tabular-metadata/
 */
export function toCsvMetadata(view: TableView, url: string): CsvMetadata {
	return {
		'@context': 'http://www.w3.org/ns/csvw',
		url,
		'dc:title': view.title,
		'dc:description': describe(view),
		dialect: { lineTerminators: ['\r\n'], header: true, encoding: 'utf-8' },
		tableSchema: {
			columns: columnsOf(view).map(({ name, title, type }) => ({
				name,
				titles: title,
				datatype: datatypes[type],
				required: type !== 'number'
			})),
			primaryKey: ['period', ...view.dimensions.map(({ id }) => id), 'measure']
		}
	};
}

function describe(view: TableView): string {
	const { k, base } = view.policy;
	const rounding = base === 1 ? 'Counts are exact' : `Counts are rounded to multiples of ${base}`;
	const origin = view.synthetic ? 'Synthetic data. ' : '';
	return `${origin}${rounding}; a hidden value is below ${k}, maybe none, or protects such a value.`;
}
