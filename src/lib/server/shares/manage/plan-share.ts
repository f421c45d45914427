// From what was asked for to what a share would open: nothing is written yet.
import type { Card } from '../../../chart/cards/card.ts';
import { parseQuery, PngQuery, type Parsed } from '../../../chart/chart-query.ts';
import type { Range } from '../../../chart/model/range.ts';
import { shareDays, type ShareRequest } from '../../../schema/share.ts';
import { texts } from '../../../texts/texts.ts';
import { accept } from '../../charts/accept.ts';
import { ChartRefusal } from '../../charts/chart-refusal.ts';
import { findChart, type FoundChart } from '../../charts/find-chart.ts';
import { readCard } from '../../charts/read-card.ts';
import { lockQuery } from '../gate/locked-query.ts';
import type { ShareContext } from '../share-context.ts';

/** All that is known of a share before it is made. */
export interface SharePlan {
	readonly found: FoundChart;
	/** Periods that it shows now. */
	readonly range: Range;
	readonly card: Card;
	/** Parameters that the share locks. */
	readonly locked: Readonly<Record<string, string>>;
	/** The same as values, with the defaults of those that stay open. */
	readonly query: PngQuery;
	/** A moment in UTC, a whole second. */
	readonly expires: string;
}

const dayMs = 86_400_000;

/**
 * Checks a request for a share, and reads the chart that it would open.
 *
 * @param now in milliseconds since 1970
 * @throws {ChartRefusal} 400 for a wrong parameter, 404 for a chart that is not published
 */
export async function planShare(
	{ store }: Pick<ShareContext, 'store'>,
	request: ShareRequest,
	now: number
): Promise<SharePlan> {
	const expires = accept(expiryOf(request.expires, now));
	const locked = accept(lockQuery(request.query));
	const query = accept(parseQuery(PngQuery, new URLSearchParams(locked)));
	const found = await findChart(store, request.chart, query.by);
	const shown = await readCard(store, found, query);
	if (!shown) throw new ChartRefusal(404, texts.nothing.notYet[query.granularity]);
	return { found, ...shown, locked, query, expires };
}

function expiryOf(asked: string | undefined, now: number): Parsed<string> {
	const latest = now + shareDays.most * dayMs;
	const time = asked === undefined ? now + shareDays.usual * dayMs : Date.parse(asked);
	const second = Math.floor(time / 1000) * 1000;
	if (second > now && second <= latest) return { value: new Date(second).toISOString() };
	const reason = `expected a moment in the future, at most ${shareDays.most} days from now`;
	return { problems: [{ field: 'expires', reason }] };
}
