// The certificate of a release: imaginary fleets that agree with everything published.
import { z } from 'zod';
import { Granularity, PeriodId } from '../period.ts';

/**
 * An imaginary fleet as counts of its finest groups.
 *
 * `counts` has one list per part of the certificate, each of pairs: position of a group, number of units in it.
 * Positions run through the combinations of the part's finest categories in listed order, the last attribute
 * fastest; groups left out are empty.
 */
export const CertifiedWorld = z.strictObject({
	total: z.int().min(0),
	counts: z.array(z.array(z.int().min(0)))
});
export type CertifiedWorld = z.infer<typeof CertifiedWorld>;

/**
 * An imaginary division of a sum among the units of one world of the counts.
 *
 * `of` is the place of that world. `amounts` has one list per part, of pairs as in `counts`; they are real numbers and
 * add up within a millionth.
 */
export const CertifiedAmounts = z.strictObject({
	of: z.int().min(0),
	amounts: z.array(z.array(z.number().min(0)))
});
export type CertifiedAmounts = z.infer<typeof CertifiedAmounts>;

/**
 * What shows that one sum tells nothing that the counts keep open: amounts for every world of theirs. Parts are as those
 * of the counts, with a set as a dimension like any other.
 */
export const CertifiedSum = z.strictObject({
	measure: z.string(),
	parts: z.array(z.array(z.string()).min(1)),
	worlds: z.array(CertifiedAmounts)
});
export type CertifiedSum = z.infer<typeof CertifiedSum>;

/**
 * Worlds that show together that requirement R holds for one release.
 *
 * A part names the attributes that are counted jointly: a dimension, or `integration=github` for one code of a
 * set. What a part shares with all parts before it, it shares with one of them, so parts that agree where they
 * overlap describe at least one fleet.
 */
export const Certificate = z.strictObject({
	format: z.literal(1),
	dataset: z.string(),
	granularity: Granularity,
	period: PeriodId,
	/** SHA-256 of the release's content, see digest.ts. */
	digest: z.string().regex(/^[0-9a-f]{64}$/),
	parts: z.array(z.array(z.string()).min(1)),
	worlds: z.array(CertifiedWorld),
	/** One for each sum, in the order of the release. */
	sums: z.array(CertifiedSum).optional()
});
export type Certificate = z.infer<typeof Certificate>;
