// A measure besides the number of units: what they did, added up.
import { z } from 'zod';

/**
 * The sum of a measure as a release names it. `most` is what one unit adds in a period at most: more is cut off.
 *
 * Where units are counted in bands of the same number, `bands` says which: each one then adds at least where its band
 * begins, and less than where the next one does.
 */
export const PublishedSum = z.strictObject({
	id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower_snake letters and digits'),
	title: z.string().min(1),
	unit: z.strictObject({ one: z.string().min(1), many: z.string().min(1) }),
	most: z.number().positive(),
	bands: z
		.strictObject({
			dimension: z.string(),
			/** Where the bands after the first begin, by their names in order. */
			codes: z.array(z.string()),
			bounds: z.array(z.number())
		})
		.optional()
});
export type PublishedSum = z.infer<typeof PublishedSum>;

/** A sum of a dataset. `column` names the field, or the column of the register, that says what a unit adds. */
export const SumDefinition = PublishedSum.omit({ bands: true }).extend({
	column: z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower_snake letters and digits')
});
export type SumDefinition = z.infer<typeof SumDefinition>;

/** What one unit adds at least and at most to the sums of a category of the bands; `known` are those with a name. */
export function rangeOfBand(
	{ most, bands }: Pick<PublishedSum, 'most' | 'bands'>,
	code: string,
	known: readonly string[]
): { least: number; most: number } {
	const ranges = (bands?.codes ?? []).map((name, index) => ({
		name,
		least: Math.min(most, bands?.bounds[index - 1] ?? 0),
		most: Math.min(most, (bands?.bounds[index] ?? Number.POSITIVE_INFINITY) - 1)
	}));
	const own = ranges.filter(({ name }) => name === code);
	const inside = own.length > 0 ? own : ranges.filter(({ name }) => !known.includes(name));
	if (inside.length === 0) return { least: 0, most };
	return {
		least: Math.min(...inside.map((range) => range.least)),
		most: Math.max(...inside.map((range) => range.most))
	};
}
