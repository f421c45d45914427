// What a page or an embed may be asked for: the query parameters of every view, in one place.
import { z } from 'zod';
import { Granularity, PeriodId } from '../schema/period.ts';
import { toProblems, type Problem } from '../schema/problem.ts';
import { Level } from './model/level.ts';
import { assumed } from './search.ts';

/** What a bar stands for: the published count, or its part of the published total. */
export const Measure = z.enum(['share', 'count'], 'expected share or count');
export type Measure = z.infer<typeof Measure>;

const flag = z
	.enum(['true', 'false'], 'expected true or false')
	.transform((text) => text === 'true');

const version = z
	.string()
	.regex(/^\d{1,6}(\.\d{1,6}){0,2}$/, 'expected a version like 2, 2.1 or 2.1.33');

const view = {
	granularity: z.enum(Granularity.options, 'expected week or month').default(assumed.granularity),
	from: PeriodId.optional(),
	to: PeriodId.optional(),
	measure: Measure.default(assumed.measure),
	level: Level.default(assumed.level),
	compare: z.enum(['none', 'previous'], 'expected none or previous').default(assumed.compare),
	within: version.optional(),
	at: version.optional()
};

/**
 * Parameters of a page. `from` and `to` are periods of the granularity, both included; `within` opens one version,
 * `at` is the version that "at least" asks about.
 */
export const PageQuery = z.strictObject(view);
export type PageQuery = z.infer<typeof PageQuery>;

/** Parameters of an embed: those of a page, and how it shall look inside another one. */
export const EmbedQuery = z.strictObject({
	...view,
	theme: z.enum(['light', 'dark', 'auto'], 'expected light, dark or auto').default('auto'),
	bg: z
		.string()
		.regex(
			/^(transparent|[0-9a-f]{3}|[0-9a-f]{6})$/i,
			'expected transparent or a hexadecimal colour like f4f5f7'
		)
		.optional(),
	title: flag.default(true),
	legend: flag.default(true),
	by: z.string().optional()
});
export type EmbedQuery = z.infer<typeof EmbedQuery>;

/** A whole number from `least` to `most`, in digits alone. */
function whole(least: number, most: number) {
	const reason = `expected a whole number from ${least} to ${most}`;
	return z
		.string()
		.regex(/^\d{1,4}$/, reason)
		.transform(Number)
		.refine((number) => number >= least && number <= most, reason);
}

/** Parameters of a picture that scales by itself: those of an embed, and its size in CSS pixels. */
export const SvgQuery = z.strictObject({
	...EmbedQuery.shape,
	width: whole(200, 2400).default(960),
	height: whole(160, 1600).optional()
});
export type SvgQuery = z.infer<typeof SvgQuery>;

/**
 * Parameters of a picture made of pixels: `scale` of them, across and down, for each CSS pixel. `file` changes nothing
 * but the end of the address, by which MediaWiki knows a picture.
 */
export const PngQuery = z.strictObject({
	...SvgQuery.shape,
	scale: whole(1, 3).default(2),
	file: z
		.string()
		.regex(/^[\w-]{1,60}\.png$/, 'expected a file name like version.png')
		.optional()
});
export type PngQuery = z.infer<typeof PngQuery>;

/** Parameters of a badge, which is always about the newest release. */
export const BadgeQuery = z.strictObject({
	granularity: view.granularity,
	label: z
		.string()
		.regex(/^[^\p{C}]{1,60}$/u, 'expected up to 60 characters')
		.optional()
});

/** Either the value that was asked for, or why not. */
export type Parsed<Value> =
	| { readonly value: Value; readonly problems?: undefined }
	| { readonly value?: undefined; readonly problems: readonly Problem[] };

/** Reads query parameters strictly: an unknown, a repeated or a wrong one is a problem that names it. */
export function parseQuery<Schema extends z.ZodObject>(
	schema: Schema,
	parameters: URLSearchParams
): Parsed<z.infer<Schema>> {
	const names = [...new Set(parameters.keys())];
	const repeated = names.filter((name) => parameters.getAll(name).length > 1);
	const known = Object.keys(schema.shape);
	const problems: Problem[] = [
		...repeated.map((field) => ({ field, reason: 'expected it only once' })),
		...names
			.filter((name) => !known.includes(name))
			.map((field) => ({ field, reason: `unknown parameter, expected one of ${known.join(', ')}` }))
	];
	if (problems.length > 0) return { problems };
	const result = schema.safeParse(Object.fromEntries(parameters));
	return result.success ? { value: result.data } : { problems: toProblems(result.error) };
}
