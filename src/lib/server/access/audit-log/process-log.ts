// The one audit log of a process.
import type { Visitor } from '../identity/visitor.ts';
import { readEnvironment } from '../../environment.ts';
import { AuditLog } from './audit-log.ts';

const { dataFolder, auditDays: keepDays, auditActor } = readEnvironment();

/** The log that the environment describes. */
export const processLog = new AuditLog({ dataFolder, keepDays });

/** What the log calls somebody by. */
export function actorOf(visitor: Visitor | undefined): string {
	return visitor?.[auditActor] ?? 'anybody';
}
