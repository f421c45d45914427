// From a URL to one release: the part that its forms have in common.
import { parsePeriod, PeriodId, type Granularity } from '../../schema/period.ts';
import { problem, respond } from './respond.ts';

/** Reads something of a release and answers with it as JSON; 400 for a wrong period, 404 for one without a release. */
export async function answerRelease(
	request: Request,
	{ dataset, period }: { readonly dataset: string; readonly period: string },
	read: (dataset: string, granularity: Granularity, period: string) => Promise<string | undefined>
): Promise<Response> {
	const id = PeriodId.safeParse(period);
	if (!id.success) {
		const reason = 'expected an ISO week like 2026-W18 or a month like 2026-05';
		return problem(400, 'Bad parameter', { problems: [{ field: 'period', reason }] });
	}
	const body = await read(dataset, parsePeriod(id.data).granularity, id.data);
	if (body === undefined) {
		return problem(404, 'Not published', { detail: `${dataset} has no release for ${id.data}` });
	}
	return respond(request, body, 'application/json; charset=utf-8');
}
