// Makes shares. An archived one is drawn first, so that a share never opens what is not there.
import type { Share, ShareRequest } from '../../../schema/share.ts';
import type { Happening } from '../../access/audit-log/entry.ts';
import { processLog } from '../../access/audit-log/process-log.ts';
import { writeArchive } from '../archive/write-archive.ts';
import { planShare } from './plan-share.ts';
import type { Manager } from './manager.ts';
import type { ShareContext } from '../share-context.ts';
import { newShareId } from '../share-store.ts';

/**
 * Makes a share, durably and not without having it recorded.
 *
 * @param now in milliseconds since 1970
 * @throws {ChartRefusal} as `planShare` does
 */
export async function createShare(
	context: ShareContext,
	manager: Manager,
	request: ShareRequest,
	now: number
): Promise<Share> {
	const plan = await planShare(context, request, now);
	const share: Share = {
		id: newShareId(),
		chart: request.chart,
		title: plan.card.title,
		kind: request.kind,
		query: request.kind === 'archived' ? { ...plan.locked, ...plan.range } : { ...plan.locked },
		label: request.label,
		created: new Date(now).toISOString(),
		expires: plan.expires,
		revoked: null,
		owner: manager.owner
	};
	if (share.kind === 'archived') await writeArchive(context, share, plan);
	await processLog.record(toHappening(share, manager));
	await context.shares.write(share);
	return share;
}

function toHappening({ id, chart, kind, query }: Share, { actor }: Manager): Happening {
	return { actor, event: 'share-made', target: id, filters: { ...query }, detail: { chart, kind } };
}
