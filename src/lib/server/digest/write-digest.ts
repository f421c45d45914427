// The newest week in a few lines, from what is published and nothing else: how many there are and what stands out.
import { formatDays, formatPeriod } from '../../chart/format.ts';
import { toFigures } from '../../chart/model/figures/figures.ts';
import { toFindings } from '../../chart/model/figures/findings.ts';
import { toRange } from '../../chart/model/range.ts';
import { findDataset, findPage } from '../../datasets/registry.ts';
import { parsePeriod } from '../../schema/period.ts';
import { texts } from '../../texts/texts.ts';
import { readViews } from '../charts/read-card.ts';
import type { PublishedStore } from '../published/published-store.ts';

/** A digest of one week. */
export interface Digest {
	readonly dataset: string;
	readonly period: string;
	/** Lines of plain text. */
	readonly text: string;
}

/**
 * The digest of the newest published week of the overview's dataset; `undefined` where there is none.
 *
 * @param address of the dashboard, where it is known
 */
export async function writeDigest(
	store: PublishedStore,
	address: string | undefined
): Promise<Digest | undefined> {
	const overview = findPage('');
	const { datasets } = await store.readCatalog();
	const dataset = datasets.find(({ id }) => id === overview?.dataset);
	const period = dataset?.periods.week.at(-1);
	if (!overview || !dataset || period === undefined) return undefined;
	const { value: range } = toRange({}, 'week', dataset.periods.week);
	const asked = { dataset: dataset.id, granularity: 'week', ...range } as const;
	const views = await readViews(store, overview.page.headlines, asked);
	const [total] = toFigures(views);
	const findings = toFindings(views, findDataset(dataset.id)?.releases ?? []);
	const week = parsePeriod(period);
	const lines = [
		texts.digest.title(dataset.title, formatPeriod(week), formatDays(week)),
		...(dataset.synthetic ? [texts.digest.synthetic] : []),
		...(total ? [texts.digest.line(`${total.label}: ${total.text}`)] : []),
		...findings.map(({ text }) => texts.digest.line(text)),
		...(address === undefined ? [] : [texts.digest.more(address)])
	];
	return { dataset: dataset.id, period, text: lines.join('\n') };
}
