// What must hold between the parts of a definition: each name once, and each reference to something that is there.
import type { Dataset, Dimension, TableDefinition } from '../../schema/dataset.ts';
import type { Problem } from '../../schema/problem.ts';
import type { RecordField } from '../../schema/usage/record-definition.ts';
import { isOneOf, notOnce } from './problems.ts';

/** Names of columns and parameters that stand beside those of dimensions. */
const reserved = [
	...['period', 'period_start', 'measure', 'value', 'status', 'step'],
	...['granularity', 'from', 'to', 'dataset', 'table']
];
const bandName = /^[A-Za-z0-9][A-Za-z0-9 ._:+-]{0,63}$/;
/** As a record may have it, see record.ts. */
const codeName = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** Problems of fields, dimensions, tables, sums and notes, by their path in the definition. */
export function checkTables(dataset: Dataset): Problem[] {
	const { tables, dimensions, sums, notes, record, measure } = dataset;
	const names = tables.map(({ id }) => id);
	return [
		...(record?.fields ?? []).flatMap((field, at) => checkField(field, `record.fields.${at}`)),
		...notOnce('dimensions', dimensions, ({ id }) => id),
		...notOnce('dimensions', dimensions, ({ column }) => column),
		...dimensions.flatMap((one, at) =>
			checkDimension(one, `dimensions.${at}`, record?.fields ?? [])
		),
		...notOnce('tables', tables, ({ id }) => id),
		...tables.flatMap((one, at) => checkTable(one, `tables.${at}`, dimensions)),
		...notOnce('sums', sums, ({ id }) => id),
		...sums.flatMap(({ id }, at) =>
			id === measure
				? [{ field: `sums.${at}.id`, reason: `expected another name than that of the count` }]
				: []
		),
		...notes.flatMap((note, at) => isOneOf(`notes.${at}.tables`, note.tables, names))
	];
}

function checkField(field: RecordField, path: string): Problem[] {
	if (field.kind !== 'code' && field.kind !== 'set') return [];
	const wrong = field.codes.findIndex((code) => !codeName.test(code) || code === 'other');
	return [
		...notOnce(`${path}.codes`, field.codes, (code) => code),
		...(wrong < 0
			? []
			: [
					{
						field: `${path}.codes.${wrong}`,
						reason: 'expected letters, digits, dots, colons, hyphens or underscores, and not other'
					}
				])
	];
}

function checkDimension(
	{ id, kind, column, codes, bounds, labels, phrase }: Dimension,
	path: string,
	fields: readonly RecordField[]
): Problem[] {
	const problem = (field: string, reason: string) => ({ field: `${path}.${field}`, reason });
	const field = fields.find((one) => one.id === column);
	const known = kind === 'answer' ? ['yes', 'no'] : codes;
	const found: Problem[] = [];
	if (reserved.includes(id)) found.push(problem('id', `expected none of ${reserved.join(', ')}`));
	if (kind === 'band') {
		const isAscending = bounds.every((bound, index) => bound > (bounds[index - 1] ?? 0));
		if (bounds.length === 0 || !isAscending) {
			found.push(problem('bounds', 'expected ascending whole numbers from 1'));
		} else if (codes.length !== bounds.length + 1 || !codes.every((code) => bandName.test(code))) {
			found.push(problem('codes', 'expected one plain name more than there are bounds'));
		}
	} else if (field && 'codes' in field) {
		const own = kind === 'set' && !field.closed ? [...field.codes, 'other'] : field.codes;
		if (codes.join('\n') !== own.join('\n')) {
			found.push(problem('codes', 'expected none, as the field has them'));
		}
		if (kind === 'set' && field.kind === 'code' && !field.optional) {
			found.push(
				problem('column', 'expected an optional field, as a set need not cover all units')
			);
		}
	}
	if (kind === 'answer' || kind === 'codes' || kind === 'set' || kind === 'band') {
		found.push(...isOneOf(`${path}.labels`, Object.keys(labels), known));
		if (typeof phrase !== 'string') {
			found.push(...isOneOf(`${path}.phrase`, Object.keys(phrase), known));
		}
	}
	return found;
}

function checkTable(
	{ dimensions: ids, depth = {}, measure }: TableDefinition,
	path: string,
	dimensions: readonly Dimension[]
): Problem[] {
	const used = ids.map((id) => dimensions.find((one) => one.id === id));
	const names = dimensions.map(({ id }) => id);
	const [first, second] = used;
	const setAt = used.findIndex((one) => one?.kind === 'set');
	const isAsking = (one: Dimension | undefined) =>
		one?.kind === 'answer' && one.column === 'answer';
	const hasAnswer = used.some(isAsking);
	const isAnswered =
		first?.kind === 'set' && isAsking(second) && used.filter(isAsking).length === 1;
	const isSound =
		measure === undefined
			? (setAt < 0 && !hasAnswer) ||
				(isAnswered && used.slice(1).every((one) => one?.kind !== 'set'))
			: !hasAnswer;
	const reason =
		measure === undefined
			? 'expected a set to stand first and its answer second'
			: 'expected no answer in a table of sums';
	const field = `${path}.dimensions`;
	return [
		...isOneOf(field, ids, names),
		...notOnce(field, ids, (id) => id),
		...(isSound ? [] : [{ field, reason }]),
		...isOneOf(
			`${path}.depth`,
			Object.keys(depth),
			ids.filter((id) => dimensions.find((one) => one.id === id)?.kind === 'version')
		)
	];
}
