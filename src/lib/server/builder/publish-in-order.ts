// Periods become releases one after the other, while several of them are proved.
import { join } from 'node:path';
import { DisclosureError } from '../../disclosure/disclosure-error.ts';
import type { ProvenRelease } from '../../disclosure/release.ts';
import type { Period } from '../../schema/period.ts';
import { PublishedStore } from '../published/published-store.ts';
import { countPeriod } from '../warehouse/count-period.ts';
import { OutdatedAggregatesError } from '../warehouse/usage/aggregates/aggregate-store.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { graceHours } from './list-due.ts';
import { readNeighbours } from './month-and-its-weeks.ts';
import type { ProvingTask } from './prove/prove-period.ts';
import { proverHere } from './prove/prover.ts';
import type { PeriodOutcome, PublishOptions } from './publish.ts';
import { ReleaseTakenError, writeRelease } from './write-release.ts';

/** What keeps one period from being published, and no other. */
const refusals = [DisclosureError, OutdatedAggregatesError, ReleaseTakenError];

/** What came of something that was begun and is looked at later. */
type Settled<Value> = { readonly value: Value } | { readonly error: unknown };

/** A period whose release is being made. */
interface UnderWay {
	readonly period: Period;
	readonly proven: Promise<Settled<ProvenRelease>>;
}

/**
 * Publishes the periods in their order, whichever is proved first; so what is there when it stops is what would be there
 * if each had waited for the one before. A period that is read together with others waits until they are written.
 */
export async function* publishInOrder(
	warehouse: Warehouse,
	due: readonly Period[],
	options: PublishOptions
): AsyncGenerator<PeriodOutcome> {
	const { prover = proverHere } = options;
	const store = new PublishedStore(options.dataFolder);
	const underWay: UnderWay[] = [];
	const hasToWait = (period: Period) =>
		underWay.length >= prover.ahead || underWay.some((other) => overlap(other.period, period));
	for (const period of due) {
		while (hasToWait(period)) yield* finishFirst(underWay, options);
		const task = await settle(countTask(warehouse, store, options, period));
		const proven = 'value' in task ? settle(prover.prove(task.value)) : Promise.resolve(task);
		underWay.push({ period, proven });
		// Those before it are finished first.
		if ('error' in task && !isRefusal(task.error)) break;
	}
	while (underWay.length > 0) yield* finishFirst(underWay, options);
}

async function countTask(
	warehouse: Warehouse,
	store: PublishedStore,
	options: PublishOptions,
	period: Period
): Promise<ProvingTask> {
	const { dataset, heartbeats, policy, productVersion, synthetic } = options;
	const neighbours = await readNeighbours(store, dataset.id, period);
	const counted = await countPeriod(warehouse, dataset, period, policy, heartbeats);
	const context = { dataset, period, policy, graceHours, synthetic, productVersion };
	return { context, counted, neighbours };
}

async function* finishFirst(
	underWay: UnderWay[],
	options: PublishOptions
): AsyncGenerator<PeriodOutcome> {
	const first = underWay.shift();
	if (!first) return;
	const named = { dataset: options.dataset.id, period: first.period.id };
	const written = await settle(write(await first.proven, options));
	if ('value' in written) {
		const { audit, withheld } = written.value.release.manifest;
		const outcome = withheld ? 'withheld' : 'published';
		yield { ...named, outcome, cells: audit.cells, hidden: audit.hidden };
	} else if (isRefusal(written.error)) {
		yield { ...named, outcome: 'refused', reason: written.error.message };
	} else throw written.error;
}

async function write(
	settled: Settled<ProvenRelease>,
	{ dataFolder, synthetic, claim, turn }: PublishOptions
): Promise<ProvenRelease> {
	if ('error' in settled) throw settled.error;
	const { release, certificate } = settled.value;
	await turn?.confirm();
	const shared = synthetic ? undefined : claim;
	await writeRelease(join(dataFolder, 'published'), release, certificate, shared);
	return settled.value;
}

function settle<Value>(work: Promise<Value>): Promise<Settled<Value>> {
	return work.then(
		(value) => ({ value }),
		(error: unknown) => ({ error })
	);
}

function isRefusal(error: unknown): error is Error {
	return refusals.some((kind) => error instanceof kind);
}

function overlap(one: Period, other: Period): boolean {
	return one.start < other.end && other.start < one.end;
}
