import { toOpenApi } from '$lib/server/api/document.ts';
import { operations } from '$lib/server/api/operations.ts';
import { respond } from '$lib/server/http/respond.ts';
import type { RequestHandler } from './$types';

let text: string | undefined;

/** The description of every public address, OpenAPI 3.1. */
export const GET: RequestHandler = ({ request, url }) => {
	text ??= JSON.stringify(
		toOpenApi(operations, url.pathname.replace(/\/api\/v1\/openapi\.json$/, ''))
	);
	return respond(request, text, 'application/json; charset=utf-8');
};
