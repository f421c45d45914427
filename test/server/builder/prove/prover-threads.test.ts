import { afterEach, expect, test } from 'vitest';
import { DisclosureError } from '../../../../src/lib/disclosure/disclosure-error.ts';
import { parsePeriod } from '../../../../src/lib/schema/period.ts';
import { Policy } from '../../../../src/lib/schema/policy.ts';
import type { ProvingTask } from '../../../../src/lib/server/builder/prove/prove-period.ts';
import { ProverThreads } from '../../../../src/lib/server/builder/prove/prover-threads.ts';
import { proverHere } from '../../../../src/lib/server/builder/prove/prover.ts';
import { publishSmall, smallDataset } from '../../../support/one-dimension.ts';

const threads: ProverThreads[] = [];

function open(processors: number): ProverThreads {
	const opened = new ProverThreads(processors);
	threads.push(opened);
	return opened;
}

afterEach(async () => {
	await Promise.all(threads.splice(0).map((one) => one.close()));
});

/** A week in which so many run Docker and 60 do not. */
function task(docker: number): ProvingTask {
	const counts = { '2.1.0': docker, '2.2.0': 60 };
	const finest = (parts: Record<string, number>) =>
		Object.entries(parts).map(([value, count]) => ({ values: [value], count }));
	const answers = ['git', 'chat'].flatMap((tool) => [
		{ values: [tool, 'yes'], count: 30 },
		{ values: [tool, 'no'], count: docker + 30 }
	]);
	return {
		context: {
			dataset: smallDataset,
			period: parsePeriod('2026-W42'),
			policy: Policy.parse({}),
			graceHours: 48,
			synthetic: false,
			productVersion: '0'
		},
		counted: {
			counts: new Map([
				['version', finest(counts)],
				['platform', finest({ docker, k8s: 60 })],
				['rules', finest({ yes: docker, no: 60 })],
				['tool', answers]
			]),
			amounts: { of: 'units', rows: new Map() }
		},
		neighbours: { month: undefined, weeks: [] }
	};
}

/** A week beside a month, coarser than itself, of which a cell is missing. */
function refusedTask(): ProvingTask {
	const shares = { yes: 140, no: 60 };
	const { release } = publishSmall(
		{ version: shares, platform: shares, rules: shares },
		{ base: 10, ambiguity: 10 }
	);
	const october = { granularity: 'month', start: '2026-10-01', end: '2026-11-01' } as const;
	const month = {
		manifest: { ...release.manifest, ...october },
		cells: release.cells.slice(0, -1)
	};
	return { ...task(140), neighbours: { month, weeks: [] } };
}

test('threads prove what this thread proves, to the byte', async () => {
	const tasks = [140, 20, 7, 65, 300].map((docker) => task(docker));
	const prover = open(2);
	const proven = await Promise.all(tasks.map((one) => prover.prove(one)));
	const here = await Promise.all(tasks.map((one) => proverHere.prove(one)));
	expect(proven.map((one) => JSON.stringify(one))).toEqual(here.map((one) => JSON.stringify(one)));
});

test('a refusal is the one of this thread, and the next task is proved', async () => {
	const refused = refusedTask();
	const prover = open(1);
	await expect(proverHere.prove(refused)).rejects.toThrow('audit-failed');
	const here = await proverHere.prove(refused).catch((error: unknown) => error);
	const there = await prover.prove(refused).catch((error: unknown) => error);
	expect(there).toBeInstanceOf(DisclosureError);
	expect(there).toEqual(here);
	expect(await prover.prove(task(140))).toHaveProperty('certificate');
});

test('a bug ends its thread with its own words, and others go on', async () => {
	const broken = { ...task(140), counted: undefined } as unknown as ProvingTask;
	const prover = open(2);
	const outcomes = await Promise.allSettled(
		[broken, task(20), broken, task(65)].map((one) => prover.prove(one))
	);
	expect(outcomes.map(({ status }) => status)).toEqual([
		'rejected',
		'fulfilled',
		'rejected',
		'fulfilled'
	]);
	expect(outcomes[0]).toHaveProperty('reason.name', 'TypeError');
});

test('threads that are closed in the middle are gone, and start no others', async () => {
	const prover = open(1);
	const outcomes = [task(140), task(20)].map((one) => {
		const state = { is: 'under way' };
		prover.prove(one).then(
			() => (state.is = 'proved'),
			() => (state.is = 'stopped')
		);
		return state;
	});
	await prover.close();
	expect(outcomes).toEqual([{ is: 'stopped' }, { is: 'under way' }]);
});
