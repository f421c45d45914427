// The frame of every request that manages shares: how it is answered, and how a refusal is told.
import { toProblems } from '../../../schema/problem.ts';
import { ShareRequest } from '../../../schema/share.ts';
import { accept } from '../../charts/accept.ts';
import { ChartRefusal } from '../../charts/chart-refusal.ts';
import { problem } from '../../http/respond.ts';

/** What `answer` returns, as JSON that nobody keeps. */
export async function answerManaging(
	answer: () => Promise<{ readonly status: 200 | 201; readonly body: unknown } | undefined>
): Promise<Response> {
	try {
		const answered = await answer();
		if (!answered) {
			return problem(404, 'No such share', {
				problems: [{ field: 'id', reason: 'expected one as listed' }]
			});
		}
		const headers = { 'cache-control': 'no-store' };
		return Response.json(answered.body, { status: answered.status, headers });
	} catch (reason) {
		if (!(reason instanceof ChartRefusal)) throw reason;
		const { status, message: detail, problems } = reason;
		return problem(status, status === 400 ? 'Bad parameter' : 'Not published', {
			detail,
			problems
		});
	}
}

/**
 * What was asked for.
 *
 * @throws {ChartRefusal} 400 with the fields that are wrong
 */
export function parseShareRequest(body: unknown): ShareRequest {
	const parsed = ShareRequest.safeParse(body);
	return accept(parsed.success ? { value: parsed.data } : { problems: toProblems(parsed.error) });
}
