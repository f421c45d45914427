// The fleets of 500 and 5 000 at equal requirement: exact counts, intervals of width 10, against GaussSuppression.
import type { Goal } from '../../../src/lib/disclosure/auditor/goals/goal.ts';
import type { Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { suppressExact, withPublicZeros } from '../../disclosure/support/exact-suppression.ts';
import { feasibleSums, toOpenness } from '../../disclosure/support/feasibility.ts';
import { readFleet, readPeer } from '../../disclosure/support/fleet.ts';
import { readUnprotected } from '../../disclosure/support/peers.ts';
import { printTable, round } from './print-table.ts';
import { timed } from './stopwatch.ts';

type Size = 500 | 5000;
type Zeros = 'safe' | 'prot';
type Protected = ReturnType<typeof protect>;

const k = 10;

/** Seconds that GaussSuppression 1.2.3 took on another machine, as recorded with its patterns. */
const peerSeconds = { '500 safe': 23, '5000 safe': 141, '500 prot': 36, '5000 prot': 300 } as const;

const runs = [
	[500, 'safe'],
	[5000, 'safe'],
	[500, 'prot'],
	[5000, 'prot']
] as const;

/** Prints the comparison; false when a pattern hides more cells than the peer’s. */
export function compareFleets(solver: Solver): boolean {
	protect(solver, 500, 'safe'); // compiles the solver’s code
	const results = runs.map(([size, zeros]) => protect(solver, size, zeros));
	const rows = results.map((result) => toRow(solver, result));
	printTable(
		'Fleets, exact counts: every primary count keeps an interval of width 10 or more (GaussSuppression with intervals)',
		rows,
		'mass: sum of the secondary counts. narrow: primary cells with a narrower interval, by an LP of its own for each.\nCPU s: processor seconds of the fastest of five runs. peer s: recorded on another machine, so “times faster” compares machines as well. swapped: secondary cells after swaps, and what they take.'
	);
	printTable(
		'The same fleets, zeros public, as GaussSuppression protects them without intervals, and here',
		results.filter(({ zeros }) => zeros === 'safe').map((result) => toBareRow(solver, result)),
		'exact: primary counts that a reader knows exactly. narrow: those with an interval narrower than 10.'
	);
	return rows.every((row) => row.secondary <= row['peer secondary']);
}

function protect(solver: Solver, size: Size, zeros: Zeros) {
	const prepared = prepare(size, zeros);
	const task = { ...prepared, areZerosPublic: zeros === 'safe', whole: false };
	const times = [1, 2, 3, 4, 5].map(() => timed(() => suppressExact(solver, task)));
	if (new Set(times.map(({ result }) => result.join())).size > 1) {
		throw new Error('two runs chose two patterns');
	}
	const fastest = times.reduce((a, b) => (b.cpuSeconds < a.cpuSeconds ? b : a));
	const swapped = timed(() => suppressExact(solver, { ...task, withSwaps: true }));
	return {
		...{ ...prepared, size, zeros, swapped },
		secondary: fastest.result,
		cpuSeconds: fastest.cpuSeconds
	};
}

function toRow(solver: Solver, fleet: Protected) {
	const { size, zeros, model, counts, primary, secondary, cpuSeconds, swapped } = fleet;
	const peer = secondaryOf(fleet, readPeer(size, zeros).keys());
	const mass = (cells: readonly number[]) =>
		cells.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0);
	return {
		fleet: size,
		zeros: zeros === 'safe' ? 'public' : 'hidden',
		cells: model.shown,
		primary: primary.size,
		secondary: secondary.length,
		'peer secondary': peer.length,
		mass: mass(secondary),
		'peer mass': mass(peer),
		narrow: opennessOf(solver, fleet, secondary).narrow,
		'peer narrow': opennessOf(solver, fleet, peer).narrow,
		'CPU s': round(cpuSeconds),
		'peer s': peerSeconds[`${size} ${zeros}`],
		'times faster': Math.round(peerSeconds[`${size} ${zeros}`] / cpuSeconds),
		swapped: swapped.result.length,
		'swapped CPU s': round(swapped.cpuSeconds)
	};
}

function toBareRow(solver: Solver, fleet: Protected) {
	const peer = secondaryOf(fleet, readUnprotected(fleet.size));
	const open = opennessOf(solver, fleet, fleet.secondary);
	const peerOpen = opennessOf(solver, fleet, peer);
	return {
		fleet: fleet.size,
		primary: fleet.primary.size,
		secondary: fleet.secondary.length,
		'peer secondary': peer.length,
		exact: open.exact,
		'peer exact': peerOpen.exact,
		narrow: open.narrow,
		'peer narrow': peerOpen.narrow
	};
}

function opennessOf(solver: Solver, fleet: Protected, secondary: readonly number[]) {
	const hidden = new Set([...fleet.primary, ...secondary]);
	return toOpenness(fleet.goals, feasibleSums(solver, fleet, hidden, fleet.goals));
}

function prepare(size: Size, zeros: Zeros) {
	const fleet = readFleet(size);
	const { model, counts } = zeros === 'safe' ? withPublicZeros(fleet) : fleet;
	const isPrimary = (count: number) => count < k && (zeros === 'prot' || count > 0);
	const cells = [...model.keys.keys()].slice(0, model.shown);
	const primary = new Set(cells.filter((cell) => isPrimary(counts[cell] ?? 0)));
	const goals = [...primary].map((cell): Goal => ({
		name: model.keys[cell] ?? '',
		cells: [cell],
		signs: [1],
		spread: k
	}));
	return { model, counts, primary, goals };
}

/** Cells of a peer’s pattern that are not primary. */
function secondaryOf({ model, primary }: Protected, keys: Iterable<string>): number[] {
	const indices = new Map(model.keys.map((key, cell) => [key, cell]));
	const cells = [...keys].flatMap((key) => indices.get(key) ?? []);
	return cells.filter((cell) => !primary.has(cell));
}
