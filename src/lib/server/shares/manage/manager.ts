// Who manages shares: everybody their own, stewards all of them.
import type { Share } from '../../../schema/share.ts';
import { actorOf } from '../../access/audit-log/process-log.ts';
import { local, type Visitor } from '../../access/identity/visitor.ts';
import { suffices } from '../../access/role.ts';

/** Somebody who may manage shares. */
export interface Manager {
	/** Kept with the shares that they make. */
	readonly owner: string;
	/** What the audit log calls them by. */
	readonly actor: string;
	/** Whether those of others are theirs to manage, too. */
	readonly isSteward: boolean;
}

/** Whoever types commands on the machine that serves. */
export const commandLine: Manager = { owner: local.id, actor: 'command-line', isSteward: true };

/** What `visitor` may manage. */
export function managerOf(visitor: Visitor | undefined): Manager {
	return {
		owner: visitor?.id ?? '',
		actor: actorOf(visitor),
		isSteward: suffices(visitor?.role, 'steward')
	};
}

/** Whether somebody may see and revoke a share. One of nobody is the stewards'. */
export function manages({ owner, isSteward }: Manager, share: Share): boolean {
	return isSteward || (share.owner !== null && share.owner === owner);
}
