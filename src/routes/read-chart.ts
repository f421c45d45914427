// Charts of the one published store; what can't be shown becomes an HTTP error.
import { error } from '@sveltejs/kit';
import type { EmbedQuery } from '$lib/chart/chart-query.ts';
import type { Range } from '$lib/chart/model/range.ts';
import { ChartRefusal } from '$lib/server/charts/chart-refusal.ts';
import { findChart, type FoundChart } from '$lib/server/charts/find-chart.ts';
import { rangeOf as rangeOfChart, readCard as readCardOf } from '$lib/server/charts/read-card.ts';
import { publishedStore } from '$lib/server/published/store.ts';

/** @throws an HTTP error where `findChart` refuses */
export function findPublishedChart(name: string, by?: string): Promise<FoundChart> {
	return findChart(publishedStore(), name, by).catch(toHttp);
}

/** @throws an HTTP error for periods that are not published */
export function rangeOf(found: FoundChart, query: EmbedQuery): Range | undefined {
	try {
		return rangeOfChart(found, query);
	} catch (reason) {
		return toHttp(reason);
	}
}

/** @throws an HTTP error where the card can't be shown */
export function readCard(found: FoundChart, query: EmbedQuery) {
	return readCardOf(publishedStore(), found, query).catch(toHttp);
}

/** What a refusal is in HTTP; every other error flies. */
export function toHttp(reason: unknown): never {
	if (!(reason instanceof ChartRefusal)) throw reason;
	const { status, message, problems } = reason;
	error(status, { message, ...(problems.length > 0 && { problems }) });
}
