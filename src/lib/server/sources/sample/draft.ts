// A survey of a sample as the text of a definition, with what was seen and what to decide beside each part.
import { countTables, dimensionOfSum, sumTable } from './draft-tables.ts';
import { comment, inline, list, text, toTitle } from './print.ts';
import type { LeftOut, Survey, SurveyedField } from './survey.ts';

/** How a blank definition begins: the least that is a dataset. */
const blank: Survey = {
	rows: 0,
	units: 0,
	unit: undefined,
	time: undefined,
	isOnePerWeek: true,
	fields: [
		{ id: 'version', kind: 'version', optional: false, codes: [], more: 0, quantiles: [] },
		{
			id: 'platform',
			kind: 'code',
			optional: false,
			codes: ['linux', 'darwin', 'windows'],
			more: 0,
			quantiles: []
		}
	],
	leftOut: [],
	nested: []
};

/** The text of a definition of dataset `id`, valid as it stands; `survey` is of a sample, if there is one. */
export function draftDefinition(id: string, survey: Survey = blank): string {
	const prefix = id.replaceAll('-', '_');
	const { unit = 'unit', time = 'week', fields } = survey;
	const weight = fields.find(({ kind, optional }) => kind === 'count' && !optional)?.id;
	const isMany = !survey.isOnePerWeek && weight !== undefined;
	const classifying = fields.filter((field) => canClassify(field, isMany));
	const counted = classifying.filter(
		({ id: own }) => !survey.nested.some(({ fields: pair }) => pair.includes(own))
	);
	const sums = fields
		.filter(({ kind }) => kind === 'count' || kind === 'amount')
		.flatMap((field) => {
			const by = dimensionOfSum(field, counted);
			return by === undefined ? [] : [{ field, by }];
		});
	const lines = [
		...comment('', [
			`The dataset ${id}. Every line behind two slashes is a remark; README.md, "Your own dataset", says what each part means.`,
			...(survey.rows === 0
				? []
				: [
						`Proposed from ${survey.rows} records of ${survey.units} units: read it, and correct what is wrong.`
					]),
			`murmuration new-dataset --check FILE says whether it can be used as it is.`
		]),
		'{',
		`\t"id": ${text(id)},`,
		`\t"title": ${text(toTitle(id))},`,
		...comment('\t', ['What one and what several of those are called that are counted.']),
		`\t"unit": { "one": "unit", "many": "units" },`,
		`\t"record": {`,
		...comment('\t\t', [
			survey.rows > 0 && survey.unit === undefined
				? 'No field of the sample holds a UUID in every record: name the one that will, random and kept by the sender.'
				: 'A random UUID that the sender keeps. It is never published.'
		]),
		`\t\t"unit": ${text(unit)},`,
		...comment('\t\t', [
			survey.rows > 0 && survey.time === undefined
				? 'No field of the sample says when: add one with an ISO week, a day or a moment.'
				: 'An ISO week, a day or a moment; only the week is kept.'
		]),
		`\t\t"time": ${text(time)},`,
		...comment('\t\t', [
			isMany
				? `A unit has several records a week, one of each classification; that with most ${weight} stands for it.`
				: 'The last record of a unit in a week counts, and no other.'
		]),
		`\t\t"perWeek": "${isMany ? 'many' : 'one'}",`,
		...(isMany ? [`\t\t"weight": ${text(weight)},`] : []),
		...comment('\t\t', [
			'Days after which records are deleted, once what they count in is published.'
		]),
		`\t\t"retentionDays": 400,`,
		...comment('\t\t', [
			'Whatever is not named here is refused, with the whole record that holds it.'
		]),
		`\t\t"fields": [`,
		...list(
			'\t\t\t',
			fields.map((field) => recordField(field, isMany))
		),
		`\t\t]`,
		...leftOutComments(survey.leftOut),
		'\t},',
		`\t"dimensions": [`,
		...list(
			'\t\t',
			classifying.map((field) => [dimension(field)])
		),
		`\t],`,
		...comment('\t', besideEachOther),
		`\t"tables": [`,
		...list('\t\t', [
			...countTables(prefix, classifying, survey.nested),
			...sums.map(({ field, by }) => [sumTable(prefix, field, by)])
		]),
		`\t],`,
		...comment('\t', [
			'`most` is what one unit adds to a sum at most: more is cut off, so that none stands out.'
		]),
		`\t"sums": [`,
		...list(
			'\t\t',
			sums.map(({ field }) => [sum(field)])
		),
		`\t],`,
		...comment('\t', [
			'Remarks under the charts: `{ "id": "…", "tables": ["…"], "text": "…" }`, with `from` and `until` where they have days.'
		]),
		`\t"notes": []`,
		'}'
	];
	return `${lines.join('\n')}\n`;
}

/** A set of single codes must be one that records may do without; an answer or a band one that none does without. */
function canClassify({ kind, optional }: SurveyedField, isMany: boolean): boolean {
	if (kind === 'answer' || kind === 'count') return !optional && !(isMany && kind === 'count');
	return kind !== 'amount';
}

function recordField(
	{ id, kind, optional, codes, more }: SurveyedField,
	isMany: boolean
): string[] {
	const remarks =
		kind === 'code' || kind === 'set'
			? [
					...(more > 0
						? [
								`${more} more that fewer than ten units of the sample have count as other: add those that are no secret.`
							]
						: []),
					...(more === 0 && kind === 'code' && !isMany
						? ['With "closed": true, a value outside the list would be refused.']
						: [])
				]
			: [];
	const field = { id, kind, ...(codes.length > 0 && { codes }), ...(optional && { optional }) };
	return [...comment('', remarks), inline(field)];
}

function dimension({ id, kind, quantiles }: SurveyedField): string {
	const kinds = { code: 'codes', set: 'set', version: 'version', answer: 'answer' } as const;
	if (kind === 'count')
		return inline({ id, title: toTitle(id), kind: 'band', bounds: toBounds(quantiles) });
	return inline({ id, title: toTitle(id), kind: kinds[kind as keyof typeof kinds] });
}

function sum({ id, quantiles }: SurveyedField): string {
	const name = id.replaceAll('_', ' ');
	return inline({
		id,
		title: toTitle(id),
		unit: { one: name, many: name },
		column: id,
		most: roundUp(quantiles[3] ?? 1000)
	});
}

function leftOutComments(leftOut: readonly LeftOut[]): string[] {
	if (leftOut.length === 0) return [];
	return comment('\t\t', [
		'Left out, so take these columns out of what you load:',
		...leftOut.map(({ name, why }) => `- ${JSON.stringify(name)} ${why}`)
	]);
}

const besideEachOther = [
	'Tables stand beside each other: no category of one may follow from a category of another, as one number would then',
	'tell of a part of the other. Where that is so, keep one of both tables.'
];

/** Round numbers near the quarters, ascending, each once. */
function toBounds(quantiles: readonly number[]): number[] {
	const bounds = quantiles.slice(0, 3).map((at) => Math.max(1, roundUp(at)));
	const found = [...new Set(bounds)].sort((a, b) => a - b);
	return found.length > 0 ? found : [1, 10, 100];
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function roundUp(value: number): number {
	if (value <= 1) return 1;
	const power = 10 ** Math.floor(Math.log10(value));
	const step = [1, 2, 5].find((one) => one * power >= value) ?? 10;
	return step * power;
}
