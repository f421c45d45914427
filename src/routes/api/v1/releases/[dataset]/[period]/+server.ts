import { parsePeriod, PeriodId } from '$lib/schema/period.ts';
import { problem, respond } from '$lib/server/http/respond.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** One whole release: manifest and cells. */
export const GET: RequestHandler = async ({ params: { dataset, period }, request }) => {
	const id = PeriodId.safeParse(period);
	if (!id.success) {
		return problem(
			400,
			'Bad parameter',
			'period: expected an ISO week like 2026-W18 or a month like 2026-05',
			'period'
		);
	}
	const { granularity } = parsePeriod(id.data);
	const release = await publishedStore().readRelease(dataset, granularity, id.data);
	if (!release) return problem(404, 'Not published', `${dataset} has no release for ${id.data}`);
	return respond(request, JSON.stringify(release), 'application/json; charset=utf-8');
};
