// What the audit log says of requests: who read what, and who was refused. Of those nobody knows it says little, as
// they could fill the disk with it.
import { LRUCache } from 'lru-cache';
import type { Reading } from './routes-and-roles.ts';
import type { Visitor } from '../identity/visitor.ts';
import type { Happening } from '../audit-log/entry.ts';
import { actorOf, processLog } from '../audit-log/process-log.ts';

/** Parameters that say how something looks, and the token of a share. */
const looks = new Set([
	...['t', 'theme', 'bg', 'title', 'legend', 'width', 'height', 'scale'],
	...['label', 'file', 'excel']
]);
const periods = ['period', 'from', 'to'];

const hourMs = 3_600_000;
/** What was recorded within the hour and is not recorded again. */
const seldom = new LRUCache<string, true>({ max: 10_000, ttl: hourMs });

/** Records that somebody was shown something, where it is known who. */
export function recordReading(reading: Reading, visitor: Visitor | undefined, url: URL): void {
	if (!visitor || visitor.id === 'anybody') return;
	processLog.recordSoon({ actor: actorOf(visitor), event: reading, ...toAsked(url) });
}

/** Records that somebody was refused; of those nobody knows, once an hour. */
export function recordRefusal(reason: string, visitor: Visitor | undefined, url: URL): void {
	const happening = { actor: actorOf(visitor), event: 'refused', detail: { reason } } as const;
	if (visitor && visitor.id !== 'anybody') {
		processLog.recordSoon({ ...happening, target: url.pathname });
	} else {
		recordSeldom(reason, happening);
	}
}

/** Records that a link was used, once an hour for each form: a wiki asks for it with every reader. */
export function recordOpening(share: { readonly id: string }, form: string): void {
	const happening = { event: 'share-opened', target: share.id, detail: { form } } as const;
	recordSeldom(`${share.id} ${form}`, { actor: 'link', ...happening });
}

function recordSeldom(key: string, happening: Happening): void {
	if (seldom.has(key)) return;
	seldom.set(key, true);
	processLog.recordSoon(happening);
}

/** What was asked for, of the parameters those that change which numbers are shown. */
export function toAsked({ pathname, searchParams }: URL): Omit<Happening, 'actor' | 'event'> {
	const [from, to] = [searchParams.get('from'), searchParams.get('to')];
	const range = from === null && to === null ? null : `${from ?? ''}..${to ?? ''}`;
	const period = searchParams.get('period') ?? range;
	const filters = [...searchParams].filter(([name]) => !looks.has(name) && !periods.includes(name));
	return {
		target: pathname,
		...(period !== null && { period }),
		...(filters.length > 0 && { filters: Object.fromEntries(filters) })
	};
}
