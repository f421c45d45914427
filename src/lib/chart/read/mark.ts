/**
 * Something that happened in a period: a release, a note, or an epoch from which on numbers mean something else.
 * `label` stands on the chart, `text` says it in full. Marks of periods that are not shown are left out.
 */
export interface Mark {
	readonly period: string;
	readonly label: string;
	readonly text: string;
	readonly kind: 'release' | 'note' | 'epoch';
}
