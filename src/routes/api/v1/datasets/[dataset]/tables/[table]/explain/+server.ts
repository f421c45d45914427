import { findExplanation } from '$lib/server/http/find-explanation.ts';
import { problem, respond } from '$lib/server/http/respond.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** What one cell is, why, and which published numbers come nearest where it is hidden. */
export const GET: RequestHandler = async ({ params, request, url }) => {
	const store = publishedStore();
	const found = await findExplanation({ store, ...params, parameters: url.searchParams });
	switch (found.status) {
		case 200:
			return respond(request, JSON.stringify(found.explanation), 'application/json; charset=utf-8');
		case 400:
			return problem(400, 'Bad parameter', found);
		case 404:
			return problem(404, 'Not published', { detail: found.reason });
	}
};
