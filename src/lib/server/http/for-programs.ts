// Addresses that programs read: there, whatever goes wrong is told as a problem by RFC 9457, never as a page.
import { z } from 'zod';
import { Problem } from '../../schema/problem.ts';
import { problem } from './respond.ts';

const data = /^\/(api\/|embed\/[^/]+\.(csv|json|png|svg)$|(oembed|badge)(\/|$))/;

/** Whether a path leads to published numbers in a form for programs. */
export function isData(path: string): boolean {
	return data.test(path);
}

/** Whether a path is read by programs rather than people. */
export function isForPrograms(path: string): boolean {
	return isData(path) || path.startsWith('/v1/');
}

const titles: Readonly<Record<number, string>> = {
	400: 'Bad parameter',
	403: 'Not allowed',
	404: 'Not found',
	405: 'Method not allowed',
	501: 'Not written in that form',
	503: 'Busy'
};

const ErrorBody = z.object({ message: z.string(), problems: z.array(Problem).optional() });

/** The same answer, as a problem if it tells of one in another form. Headers that say what to do next are kept. */
export async function asProblem(response: Response): Promise<Response> {
	const type = response.headers.get('content-type') ?? '';
	if (response.status < 400 || type.startsWith('application/problem+json')) return response;
	const text = type.startsWith('application/json') ? await response.text() : '{}';
	const body = ErrorBody.safeParse(JSON.parse(text)).data;
	const title = titles[response.status] ?? 'Failed';
	const answer = problem(response.status, title, {
		detail: body?.message ?? usualDetail(response),
		...(body?.problems && { problems: body.problems })
	});
	for (const name of ['allow', 'retry-after']) {
		const value = response.headers.get(name);
		if (value !== null) answer.headers.set(name, value);
	}
	return answer;
}

function usualDetail({ status, headers }: Response): string {
	if (status === 404) return 'nothing is under this address';
	if (status === 405) return `expected ${headers.get('allow') ?? 'another method'}`;
	if (status === 503) return 'too much is being made at once; come back later';
	return 'the request failed';
}
