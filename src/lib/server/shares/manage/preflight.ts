// What has to be known before a chart is given away: how much of it is hidden, who will see it, and until when.
import type { SharePreflight, ShareRequest } from '../../../schema/share.ts';
import { readViews } from '../../charts/read-card.ts';
import { planShare } from './plan-share.ts';
import type { ShareContext } from '../share-context.ts';

/**
 * Looks ahead at a share; nothing is written.
 *
 * @param frameAncestors origins that may show embeds in a frame
 * @param now in milliseconds since 1970
 * @throws {ChartRefusal} as `planShare` does
 */
export async function preflight(
	context: Pick<ShareContext, 'store'>,
	request: ShareRequest,
	frameAncestors: readonly string[],
	now: number
): Promise<SharePreflight> {
	const { found, card, range, locked, query, expires } = await planShare(context, request, now);
	const { dataset, chart } = found;
	const asked = { dataset: dataset.id, granularity: query.granularity, ...range };
	const views = await readViews(context.store, chart.tables, asked);
	const statuses = views.flatMap(({ cells }) => cells.map(({ status }) => status));
	const count = (one: (typeof statuses)[number]) =>
		statuses.filter((status) => status === one).length;
	const [hidden, missing] = [count('hidden'), count('missing')];
	const all = statuses.length - missing;
	return {
		chart: request.chart,
		title: card.title,
		range,
		follows: request.kind === 'live' && locked['to'] === undefined,
		cells: { all, hidden, missing, share: all === 0 ? 0 : hidden / all },
		k: card.facts.k,
		synthetic: card.facts.synthetic,
		audience: 'anyone with the link',
		frameAncestors: [...frameAncestors],
		expires
	};
}
