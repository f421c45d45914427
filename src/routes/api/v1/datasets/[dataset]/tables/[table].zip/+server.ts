import { toBundle } from '$lib/export/bundle.ts';
import { answerTable } from '$lib/server/http/answer-table.ts';
import { respondView } from '$lib/server/http/respond-view.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** A table as ZIP: CSV, the description of its columns, the method, and how to load it. */
export const GET: RequestHandler = ({ params, request, url }) =>
	answerTable(
		{ store: publishedStore(), ...params, parameters: url.searchParams },
		async (view) => {
			const response = await respondView(request, view, 'zip', 'application/zip', () =>
				toBundle(view)
			);
			const name = `${view.dataset}-${view.table}-${view.granularity}.zip`;
			response.headers.set('content-disposition', `attachment; filename="${name}"`);
			return response;
		}
	);
