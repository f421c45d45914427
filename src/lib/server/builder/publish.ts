// The builder: closes due periods, from the warehouse through disclosure control to the published folder.
import { join } from 'node:path';
import { checkRelease } from '../../checker/check-release.ts';
import { DisclosureError } from '../../disclosure/disclosure-error.ts';
import { loadSolver } from '../../disclosure/linear/solver.ts';
import { makeRelease } from '../../disclosure/release.ts';
import type { Dataset } from '../../schema/dataset.ts';
import type { Period } from '../../schema/period.ts';
import { PublishedStore } from '../published/published-store.ts';
import { countPeriod } from '../warehouse/count-period.ts';
import { OutdatedAggregatesError } from '../warehouse/usage/aggregates/aggregate-store.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { graceHours, listDue, type DueOptions } from './list-due.ts';
import { auditNeighbours, knownTotal, readNeighbours } from './month-and-its-weeks.ts';
import { retain, type Retention } from './retention/retain.ts';
import { ReleaseTakenError, writeRelease, type Claim } from './write-release.ts';

/** What keeps one period from being published, and no other. */
const refusals = [DisclosureError, OutdatedAggregatesError, ReleaseTakenError];

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

/** Publishes what is due of each dataset, one after the other; see `publishDue`. */
export async function publishAll(
	warehouse: Warehouse,
	datasets: readonly Dataset[],
	options: Omit<PublishOptions, 'dataset'>
): Promise<PeriodOutcome[]> {
	const outcomes: PeriodOutcome[] = [];
	for (const dataset of datasets) {
		outcomes.push(...(await publishDue(warehouse, { ...options, dataset })));
	}
	return outcomes;
}

/**
 * Publishes every due period in which something was received and that has no release yet, weeks before months, the
 * newest first, as people look for those.
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
	const store = new PublishedStore(options.dataFolder);
	const { journal, dataset } = options;
	const outcomes: PeriodOutcome[] = [];
	if (due.length > 0) await journal?.began(dataset.id, due.length);
	for (const [index, period] of due.entries()) {
		const outcome = await publishPeriod(warehouse, store, options, period);
		outcomes.push(outcome);
		await journal?.told(outcome);
		if (outcome.outcome !== 'refused' && !options.synthetic) await options.turn?.published(outcome);
		options.onProgress?.(index + 1, due.length, period.id);
	}
	if (due.length > 0) await journal?.ended(dataset.id, outcomes);
	const isWhole = options.period === undefined && options.newestMonths === undefined;
	if (isWhole) {
		const retention = await retain(warehouse, options);
		await journal?.retained(retention);
	}
	return outcomes;
}

async function publishPeriod(
	warehouse: Warehouse,
	store: PublishedStore,
	options: PublishOptions,
	period: Period
): Promise<PeriodOutcome> {
	const { dataset, dataFolder, heartbeats, policy, productVersion, synthetic } = options;
	const named = { dataset: dataset.id, period: period.id };
	const neighbours = await readNeighbours(store, dataset.id, period);
	const solver = await loadSolver();
	try {
		const { counts, amounts } = await countPeriod(warehouse, dataset, period, policy, heartbeats);
		const total = knownTotal(period, neighbours);
		const context = { dataset, period, policy, graceHours, synthetic, productVersion, total };
		const { release, certificate } = makeRelease(solver, context, counts, amounts);
		auditNeighbours(solver, release, neighbours);
		const checked = checkRelease(release.manifest, release.cells, certificate, total);
		if (!checked.ok) {
			throw new DisclosureError('audit-failed', [`${checked.cell}: ${checked.reason}`]);
		}
		const claim = synthetic ? undefined : options.claim;
		await options.turn?.confirm();
		await writeRelease(join(dataFolder, 'published'), release, certificate, claim);
		const { audit, withheld } = release.manifest;
		const outcome = withheld ? 'withheld' : 'published';
		return { ...named, outcome, cells: audit.cells, hidden: audit.hidden };
	} catch (error) {
		if (!refusals.some((kind) => error instanceof kind)) throw error;
		return { ...named, outcome: 'refused', reason: (error as Error).message };
	}
}
