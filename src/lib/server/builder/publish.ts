// The builder: closes due periods, from the warehouse through disclosure control to the published folder.
import { availableParallelism } from 'node:os';
import type { Dataset } from '../../schema/dataset.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { listDue, type DueOptions } from './list-due.ts';
import { ProverThreads } from './prove/prover-threads.ts';
import type { Prover } from './prove/prover.ts';
import { publishInOrder } from './publish-in-order.ts';
import { retain, type Retention } from './retention/retain.ts';
import type { Claim } from './write-release.ts';

/** What DuckDB may take of the memory while it counts: a million instances need no more, larger fleets the disk as well. */
export const countingMemory = '512MB';

/** What became of one due period of a dataset. `cells` and `hidden` count distinct cells. */
export type PeriodOutcome = { dataset: string; period: string } & (
	| { outcome: 'published' | 'withheld'; cells: number; hidden: number }
	| { outcome: 'refused'; reason: string }
);

export interface PublishOptions extends DueOptions {
	readonly synthetic: boolean;
	readonly productVersion: string;
	/** Where releases are shared by several machines; those of sample data are not. */
	readonly claim?: Claim | undefined;
	readonly onProgress?: (done: number, all: number, period: string) => void;
	/** Is told of everything as it happens; publishing goes on once it has written that down. */
	readonly journal?: PublishJournal;
	/** The turn of this machine, where several could publish. */
	readonly turn?: PublishTurn | undefined;
	/** Proves the releases; without one they are proved in this thread. */
	readonly prover?: Prover | undefined;
}

/** The right of one machine to publish. */
export interface PublishTurn {
	/** Throws when it may have passed to another one; nothing more is written then. */
	confirm(): Promise<void>;
	/** Takes note of a release once it is there. */
	published(release: { readonly dataset: string; readonly period: string }): Promise<void>;
}

/** Who writes down what is published and deleted. */
export interface PublishJournal {
	began(dataset: string, periods: number): Promise<void>;
	told(outcome: PeriodOutcome): Promise<void>;
	ended(dataset: string, outcomes: readonly PeriodOutcome[]): Promise<void>;
	retained(retention: Retention): Promise<void>;
}

/**
 * Publishes what is due of each dataset, one after the other; see `publishDue`.
 *
 * @param processors how many may be used at once for proving releases; all of the machine, unless it has other work
 */
export async function publishAll(
	warehouse: Warehouse,
	datasets: readonly Dataset[],
	options: Omit<PublishOptions, 'dataset' | 'prover'>,
	processors = availableParallelism()
): Promise<PeriodOutcome[]> {
	const threads = processors > 1 ? new ProverThreads(processors) : undefined;
	const outcomes: PeriodOutcome[] = [];
	try {
		for (const dataset of datasets) {
			outcomes.push(...(await publishDue(warehouse, { ...options, dataset, prover: threads })));
		}
	} finally {
		await threads?.close();
	}
	return outcomes;
}

/**
 * Publishes every due period in which something was received and that has no release yet, weeks before months, the
 * newest first, as people look for those. Several may be proved at once; they are written and told in this order.
 *
 * A period in which no unit could be old enough yet is left out: nothing was observed long enough before it.
 * A period that disclosure control refuses is reported and keeps nobody else from being published. Once everything
 * that is due was seen to, what is past its retention is deleted; the caller rewrites the warehouse afterwards.
 */
export async function publishDue(
	warehouse: Warehouse,
	options: PublishOptions
): Promise<PeriodOutcome[]> {
	const due = await listDue(warehouse, options);
	const { journal, dataset } = options;
	const outcomes: PeriodOutcome[] = [];
	if (due.length > 0) await journal?.began(dataset.id, due.length);
	// One period is proved before a thread has started.
	const prover = due.length > 1 ? options.prover : undefined;
	for await (const outcome of publishInOrder(warehouse, due, { ...options, prover })) {
		outcomes.push(outcome);
		await journal?.told(outcome);
		if (outcome.outcome !== 'refused' && !options.synthetic) await options.turn?.published(outcome);
		options.onProgress?.(outcomes.length, due.length, outcome.period);
	}
	if (due.length > 0) await journal?.ended(dataset.id, outcomes);
	const isWhole = options.period === undefined && options.newestMonths === undefined;
	if (isWhole) {
		const retention = await retain(warehouse, options);
		await journal?.retained(retention);
	}
	return outcomes;
}
