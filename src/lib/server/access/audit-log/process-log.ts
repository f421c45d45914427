// The one audit log of a process.
import type { Visitor } from '../identity/visitor.ts';
import { readEnvironment } from '../../environment.ts';
import { AuditLog } from './audit-log.ts';

let log: AuditLog | undefined;

/** The log that the environment describes, opened at first use. */
export function processLog(): AuditLog {
	const { dataFolder, auditDays: keepDays } = readEnvironment();
	log ??= new AuditLog({ dataFolder, keepDays });
	return log;
}

/** What the log calls somebody by. */
export function actorOf(visitor: Visitor | undefined): string {
	return visitor?.[readEnvironment().auditActor] ?? 'anybody';
}
