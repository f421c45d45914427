// What a share locks, and how a request is held to it. Pure: the property that no request gets past it is tested here.
import {
	EmbedQuery,
	parseQuery,
	PngQuery,
	SvgQuery,
	type Parsed
} from '../../../chart/chart-query.ts';
import type { Share } from '../../../schema/share.ts';

/** The forms in which an embed is asked for, and the parameters that each of them knows. */
const formSchemas = {
	html: EmbedQuery,
	svg: SvgQuery,
	png: PngQuery,
	csv: EmbedQuery,
	json: EmbedQuery
} as const;
export type Form = keyof typeof formSchemas;
export const forms = Object.keys(formSchemas) as Form[];

/** Name of the parameter that holds a token. */
export const tokenParameter = 't';

/** Parameters that say how a chart looks. All others are about data: a share locks them even where it has no value. */
const looks = new Set(['theme', 'bg', 'title', 'legend', 'width', 'height', 'scale', 'file']);

/** What an archived chart was drawn for: the reader may choose its theme, nothing else. */
const archivedLooks = new Set(['theme']);

/**
 * The parameters that a share locks, in the words of an address: everything about data with its default, and of its
 * look what is given.
 */
export function lockQuery(given: Readonly<Record<string, string>>): Parsed<Record<string, string>> {
	const parsed = parseQuery(PngQuery, new URLSearchParams(given));
	if (parsed.problems) return parsed;
	const values = Object.entries<unknown>(parsed.value).filter(
		([name, value]) => value !== undefined && (!looks.has(name) || Object.hasOwn(given, name))
	);
	return { value: Object.fromEntries(values.map(([name, value]) => [name, String(value)])) };
}

/**
 * The parameters with which the chart is shown: those that are locked, and what the reader may choose.
 *
 * @param asked of the address, with or without the token
 * @returns a problem for each parameter that the share does not leave open, unless it says what is locked anyway
 */
export function holdToShare(
	{ kind, query }: Pick<Share, 'kind' | 'query'>,
	asked: URLSearchParams,
	form: Form
): Parsed<URLSearchParams> {
	const open = kind === 'archived' ? archivedLooks : looks;
	const chosen = [...asked].filter(([name]) => name !== tokenParameter);
	const problems = chosen
		.filter(([name, value]) => {
			const locked = Object.hasOwn(query, name) ? query[name] : undefined;
			return locked === undefined ? !open.has(name) : value !== locked;
		})
		.map(([field]) => ({ field, reason: 'this link does not leave it open' }));
	if (problems.length > 0) return { problems };
	const known = Object.keys(formSchemas[form].shape);
	const held = new URLSearchParams(Object.entries(query).filter(([name]) => known.includes(name)));
	for (const [name, value] of chosen) {
		if (!Object.hasOwn(query, name)) held.append(name, value);
	}
	return { value: held };
}
