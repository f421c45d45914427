// Ends shares, and has it recorded.
import type { Share } from '../../../schema/share.ts';
import { processLog } from '../../access/audit-log/process-log.ts';
import type { ShareContext } from '../share-context.ts';
import { manages, type Manager } from './manager.ts';

/**
 * Revokes a share for ever.
 *
 * @param now in milliseconds since 1970
 * @returns the share as it is now; `undefined` for one that `manager` does not manage, whether it is there or not
 */
export async function revokeShare(
	{ shares }: Pick<ShareContext, 'shares'>,
	manager: Manager,
	id: string,
	now: number
): Promise<Share | undefined> {
	const share = await shares.read(id);
	if (!share || !manages(manager, share)) return undefined;
	if (share.revoked !== null) return share;
	const revoked = await shares.revoke(id, now);
	await processLog.record({ actor: manager.actor, event: 'share-revoked', target: id });
	return revoked;
}
