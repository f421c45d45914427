// What a definition may leave out, as its record says it already: code lists, bands, answers, the name of the count.
import { rest } from '../../schema/cell.ts';
import { bandCodes } from '../../schema/dataset.ts';

type Loose = Readonly<Record<string, unknown>>;

/** Both answers to a question about a code of a set. */
const answer = {
	id: 'answer',
	title: 'Answer',
	kind: 'answer',
	column: 'answer',
	labels: { yes: 'Yes', no: 'No' }
};

/** The same definition with everything filled in that follows from the rest; what is wrong in it stays as it is. */
export function fillIn(file: Loose): Loose {
	const { unit, record, dimensions } = file;
	const fields = isLoose(record) ? listOf(record['fields']) : [];
	const filled = listOf(dimensions).map((one) => (isLoose(one) ? fillDimension(one, fields) : one));
	const hasSets = filled.some((one) => isLoose(one) && one['kind'] === 'set');
	const isAnswered = filled.some((one) => isLoose(one) && one['column'] === answer.column);
	return {
		measure: isLoose(unit) ? toName(unit['many']) : undefined,
		granularities: ['week'],
		notes: [],
		...file,
		...(dimensions !== undefined && {
			dimensions: hasSets && !isAnswered ? [...filled, answer] : filled
		})
	};
}

function fillDimension(dimension: Loose, fields: readonly unknown[]): Loose {
	const { id, kind, column = id, bounds } = dimension;
	const field = fields.find((one) => isLoose(one) && one['id'] === column);
	const isClosed = isLoose(field) && field['closed'] === true;
	const codes = isLoose(field) ? listOf(field['codes']) : [];
	const isNamed = kind === 'codes' || kind === 'set';
	return {
		column,
		...(isNamed && { codes: kind === 'set' && !isClosed ? [...codes, rest] : codes }),
		...(kind === 'band' && isNumbers(bounds) && { codes: bandCodes(bounds) }),
		closed: kind === 'codes' && isClosed && isLoose(field) && field['optional'] !== true,
		...dimension
	};
}

/** A name as the schema has them: `Home servers` gives `home_servers`. */
function toName(text: unknown): string | undefined {
	if (typeof text !== 'string') return undefined;
	const name = text.toLowerCase().replace(/[^a-z0-9]+/g, '_');
	return name.replace(/^[^a-z]+|_+$/g, '') || undefined;
}

function isLoose(value: unknown): value is Loose {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function isNumbers(value: unknown): value is readonly number[] {
	return Array.isArray(value) && value.every((one) => typeof one === 'number');
}
