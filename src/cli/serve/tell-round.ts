// What the builder says of a round in the log.
import { AuditLogError } from '../../lib/server/access/audit-log/audit-log.ts';
import type { Drained } from '../../lib/server/builder/drain-segment.ts';
import type { PeriodOutcome } from '../../lib/server/builder/publish.ts';
import { Log } from '../../lib/server/log/log.ts';

const log = new Log('builder');

/** What is published stays published, whether it could be recorded or not. */
export function tellUnrecorded(error: unknown): void {
	if (!(error instanceof AuditLogError)) throw error;
	log.error(error.message);
}

/** What came out of the inbox. */
export function tellDrained({ heartbeats, quarantined, refused, refusedFiles }: Drained): void {
	if (heartbeats > 0) {
		const held = quarantined > 0 ? `, ${quarantined} of them into quarantine` : '';
		const noun = heartbeats === 1 ? 'heartbeat' : 'heartbeats';
		log.info(`drained ${heartbeats} ${noun}${held}`, { count: heartbeats });
	}
	if (refused > 0) {
		const files = refusedFiles.join(', ');
		log.warn(`${refused} lines of the inbox are no heartbeats; kept in ${files}`, {
			count: refused
		});
	}
}

/** What became of a period. */
export function tellOutcome(outcome: PeriodOutcome): void {
	const { dataset, period } = outcome;
	const name = `${dataset} ${period}`;
	const facts = { dataset, period };
	if (outcome.outcome === 'published') {
		const { cells, hidden } = outcome;
		log.info(`published ${name}: ${cells} cells, ${hidden} hidden`, { ...facts, cells, hidden });
	} else if (outcome.outcome === 'withheld') {
		log.info(`${name}: withheld, too few units in all`, facts);
	} else {
		log.error(
			`${name} was refused and is not published; murmuration publish --dataset ${dataset} --period ${period} says why`,
			facts
		);
	}
}
