import { answerTable } from '$lib/server/http/answer-table.ts';
import { respondView } from '$lib/server/http/respond-view.ts';
import { toParquet } from '$lib/server/published/parquet.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** A table as Parquet. */
export const GET: RequestHandler = ({ params, request, url }) =>
	answerTable(
		{ store: publishedStore(), ...params, parameters: url.searchParams },
		async (view) => {
			const response = await respondView(
				request,
				view,
				'parquet',
				'application/vnd.apache.parquet',
				() => toParquet(view)
			);
			const name = `${view.dataset}-${view.table}-${view.granularity}.parquet`;
			response.headers.set('content-disposition', `attachment; filename="${name}"`);
			return response;
		}
	);
