import { error, json } from '@sveltejs/kit';
import { parseQuery } from '$lib/chart/chart-query.ts';
import { OembedQuery, toOembed } from '$lib/export/oembed.ts';
import { kept } from '$lib/server/http/respond.ts';
import { accept } from '../accept.ts';
import { findShared } from './find-shared.ts';
import type { RequestHandler } from './$types';

/** What can be embedded of an address of this site. */
export const GET: RequestHandler = async ({ url }) => {
	const query = accept(parseQuery(OembedQuery, url.searchParams));
	if (query.format !== 'json') return new Response(null, { status: 501 });
	const subject = await findShared(query.url, url.origin);
	if (!subject) error(404, 'expected the address of a page or an embed of this site');
	return json(toOembed(subject, query), { headers: kept });
};
