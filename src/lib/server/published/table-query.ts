// The question as it arrives in a URL or on the command line, checked before anything is read.
import { z } from 'zod';
import { Granularity, parsePeriod, PeriodId, periodsBetween } from '../../schema/period.ts';

/** Granularity and range of a table; `from` and `to` are periods of that granularity, in order. */
export const TableRange = z
	.strictObject({
		granularity: Granularity.default('week'),
		from: PeriodId.optional(),
		to: PeriodId.optional()
	})
	.superRefine(({ granularity, from, to }, context) => {
		for (const [field, id] of Object.entries({ from, to })) {
			if (id !== undefined && parsePeriod(id).granularity !== granularity) {
				const expected =
					granularity === 'week' ? 'an ISO week like 2026-W18' : 'a month like 2026-05';
				context.addIssue({ code: 'custom', path: [field], message: `expected ${expected}` });
				return;
			}
		}
		if (from === undefined || to === undefined) return;
		if (periodsBetween(from, to).length === 0) {
			context.addIssue({ code: 'custom', path: ['to'], message: `expected ${from} or later` });
		}
	});
export type TableRange = z.infer<typeof TableRange>;

/** The same for a CSV, which may begin with a byte order mark. */
export const CsvRange = TableRange.safeExtend({ excel: z.enum(['1'], 'expected 1').optional() });
export type CsvRange = z.infer<typeof CsvRange>;
