// Which tables a draft has: of each field that can be counted one, and of each number that can be added up another.
import { comment, inline, toTitle } from './print.ts';
import type { Survey, SurveyedField } from './survey.ts';

/** Tables of counts, as a remark where a category of one would follow from one of a table before it. */
export function countTables(
	prefix: string,
	classifying: readonly SurveyedField[],
	nested: Survey['nested']
): string[][] {
	const kept: string[] = [];
	let remarks: string[] = [];
	const tables: string[][] = [];
	for (const field of classifying) {
		const within = nested.find(
			({ fields: [part, whole] }) =>
				(part === field.id && kept.includes(whole)) || (whole === field.id && kept.includes(part))
		);
		if (within) {
			const [part, whole] = within.fields.map((id, at) => `${id} ${within.values[at] ?? ''}`);
			remarks.push(
				...comment('', [
					`Left out, as all with ${part ?? ''} also have ${whole ?? ''}:`,
					countTable(prefix, field)
				])
			);
			continue;
		}
		kept.push(field.id);
		tables.push([...remarks, countTable(prefix, field)]);
		remarks = [];
	}
	const first = tables[0];
	if (first) tables[0] = [...remarks, ...first];
	return tables;
}

/** What the sum of a field is by: what is counted in bands by these alone, anything else by the first classification. */
export function dimensionOfSum(
	{ id }: SurveyedField,
	counted: readonly SurveyedField[]
): string | undefined {
	const own = counted.find((one) => one.id === id);
	return (own ?? counted.find(({ kind }) => kind !== 'set'))?.id;
}

/** The table of the sum of a field by a dimension. */
export function sumTable(prefix: string, { id }: SurveyedField, by: string): string {
	const title = `${toTitle(id)} in all`;
	return inline({ id: `${prefix}_${id}_sum`, title, dimensions: [by], measure: id });
}

function countTable(prefix: string, { id, kind }: SurveyedField): string {
	const dimensions = kind === 'set' ? [id, 'answer'] : [id];
	return inline({ id: `${prefix}_${id}`, title: toTitle(id), dimensions });
}
