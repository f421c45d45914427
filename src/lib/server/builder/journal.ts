// Publishing and deleting, written down as they happen: in the audit log, and as the last run of each.
import type { Policy } from '../../schema/policy.ts';
import type { AuditLog } from '../access/audit-log/audit-log.ts';
import { toBegin, toEnd, toPublication, toRetained } from '../access/audit-log/publications.ts';
import type { Happening } from '../access/audit-log/entry.ts';
import { noteRun } from '../operations/runs.ts';
import type { PeriodOutcome, PublishJournal } from './publish.ts';
import type { Retention } from './retention/retain.ts';

export interface JournalOptions {
	/** Who publishes. */
	readonly actor: 'builder' | 'command-line';
	readonly policy: Policy;
	readonly dataFolder: string;
	readonly log: Pick<AuditLog, 'record'>;
	/** Takes what the audit log throws; without it publishing stops there. */
	readonly onUnrecorded?: (error: unknown) => void;
}

/** Writes down what one run of publishing does. */
export class Journal implements PublishJournal {
	readonly #options: JournalOptions;

	constructor(options: JournalOptions) {
		this.#options = options;
	}

	began(dataset: string, periods: number): Promise<void> {
		const { actor, policy } = this.#options;
		return this.#record(toBegin({ actor, policy, dataset, periods }));
	}

	async told(outcome: PeriodOutcome): Promise<void> {
		const { actor, policy, dataFolder } = this.#options;
		await this.#record(toPublication(actor, outcome, policy));
		await noteRun(dataFolder, outcome.outcome, Date.now(), outcome.outcome !== 'refused');
	}

	ended(dataset: string, outcomes: readonly PeriodOutcome[]): Promise<void> {
		return this.#record(toEnd(this.#options.actor, dataset, outcomes));
	}

	/** The builder looks every minute; only what it deletes is recorded. */
	async retained(retention: Retention): Promise<void> {
		const { actor, dataFolder } = this.#options;
		const { rows, gone, files } = retention;
		if (rows + gone + files.length > 0) await this.#record(toRetained(actor, retention));
		await noteRun(dataFolder, 'retention', Date.now());
	}

	async #record(happening: Happening): Promise<void> {
		const { log, onUnrecorded } = this.#options;
		const recorded = log.record(happening);
		await (onUnrecorded ? recorded.catch(onUnrecorded) : recorded);
	}
}
