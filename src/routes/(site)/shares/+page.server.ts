import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { listShares } from '$lib/server/shares/manage/list-shares.ts';
import { managerOf } from '$lib/server/shares/manage/manager.ts';
import { revokeShare } from '$lib/server/shares/manage/revoke-share.ts';
import { shareContext } from '$lib/server/shares/share-context.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return {
		shares: await listShares(shareContext(), managerOf(locals.visitor), url.origin, Date.now())
	};
};

export const actions: Actions = {
	/** As a form, so that it works without script. */
	revoke: async ({ locals, request }) => {
		const id = (await request.formData()).get('id');
		const asked = typeof id === 'string' ? id : '';
		await revokeShare(shareContext(), managerOf(locals.visitor), asked, Date.now());
		redirect(303, resolve('/shares'));
	}
};
