// A share as those who manage it see it: with its token, and the address of each form.
import { stateOf, type ListedShare, type Share, type ShareUrls } from '../../../schema/share.ts';
import { tokenParameter } from '../gate/locked-query.ts';
import type { ShareContext } from '../share-context.ts';
import { manages, type Manager } from './manager.ts';
import { signToken } from '../gate/token.ts';

/**
 * @param origin that readers know this server by, without a slash at its end
 * @param now in milliseconds since 1970
 */
export async function toListed(
	{ secret }: ShareContext,
	share: Share,
	origin: string,
	now: number
): Promise<ListedShare> {
	const token = await signToken(share, await secret());
	return { ...share, state: stateOf(share, now), token, urls: urlsOf(share, token, origin) };
}

/** The shares that `manager` manages, the newest first. */
export async function listShares(
	context: ShareContext,
	manager: Manager,
	origin: string,
	now: number
): Promise<ListedShare[]> {
	const shares = (await context.shares.list()).filter((share) => manages(manager, share));
	return Promise.all(shares.map((share) => toListed(context, share, origin, now)));
}

function urlsOf({ chart }: Share, token: string, origin: string): ShareUrls {
	const at = (extension: string) =>
		`${origin}/embed/${chart}${extension}?${tokenParameter}=${token}`;
	return {
		html: at(''),
		svg: at('.svg'),
		png: at('.png'),
		csv: at('.csv'),
		json: at('.json')
	};
}
