// The peers’ own data sets: what GaussSuppression hid, what is hidden here, and what both leave open.
import type { Goal } from '../../../src/lib/disclosure/auditor/goals/goal.ts';
import type { Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { suppressExact } from '../../disclosure/support/exact-suppression.ts';
import { feasibleSums, toOpenness } from '../../disclosure/support/feasibility.ts';
import { readPeerSets, type PeerSet } from '../../disclosure/support/peers.ts';
import { printTable, round } from './print-table.ts';
import { timed } from './stopwatch.ts';

/** What has to stay open of every sum that is to be protected. */
interface Requirement {
	readonly title: string;
	readonly goals: readonly Goal[];
	readonly whole: boolean;
}

/** Prints the comparison; false when a pattern hides more cells than one of the peer’s that does as much. */
export function comparePeers(solver: Solver): boolean {
	const rows = readPeerSets().flatMap((set) =>
		requirementsOf(set).map((requirement) => compare(solver, set, requirement))
	);
	printTable(
		'The peers’ data sets, exact counts: first as the peer was asked, then with intervals, then with worlds (R1)',
		rows,
		'exact, narrow: protected sums that a reader knows exactly, and that are less open than required.\nThe peer’s pattern is always the one it chose as asked; no seconds are recorded with it.\nNot run: magnitude1, which has sums and no counts.'
	);
	const worse = rows.filter(
		(row) => row['peer narrow'] === 0 && row.secondary > row['peer secondary']
	);
	for (const row of worse) {
		process.stdout.write(
			`\nWorse than the peer at equal requirement: ${row.set}, ${row.required}\n`
		);
	}
	return worse.length === 0;
}

function requirementsOf({ sums, safe, width, areZerosPublic }: PeerSet): Requirement[] {
	const wide = width ?? safe;
	const spread = (size: number) => sums.map((sum) => ({ ...sum, spread: size }));
	const worlds = sums.flatMap((sum) => [
		{ ...sum, most: 0 },
		{ ...sum, least: safe }
	]);
	return [
		...(width === undefined
			? [{ title: 'not known exactly', goals: spread(1), whole: false }]
			: []),
		{ title: `width ≥ ${wide}`, goals: spread(wide), whole: false },
		...(areZerosPublic ? [] : [{ title: `0 and ≥ ${safe}`, goals: worlds, whole: true }])
	];
}

function compare(solver: Solver, set: PeerSet, { title, goals, whole }: Requirement) {
	const { result: ours, cpuSeconds } = timed(() => suppressExact(solver, { ...set, goals, whole }));
	const peer = [...set.peerHidden].filter((cell) => !set.primary.has(cell));
	const mass = (cells: readonly number[]) =>
		cells.reduce((sum, cell) => sum + (set.counts[cell] ?? 0), 0);
	const openness = (hidden: Iterable<number>) =>
		toOpenness(goals, feasibleSums(solver, set, new Set([...set.primary, ...hidden]), goals));
	const [open, peerOpen] = [openness(ours), openness(peer)];
	return {
		set: set.name,
		'peer asked for': set.asked,
		required: title,
		cells: set.model.shown,
		primary: set.primary.size,
		sums: set.sums.length,
		secondary: ours.length,
		'peer secondary': peer.length,
		mass: mass(ours),
		'peer mass': mass(peer),
		exact: open.exact,
		'peer exact': peerOpen.exact,
		narrow: open.narrow,
		'peer narrow': peerOpen.narrow,
		'CPU ms': round(1000 * cpuSeconds, 0)
	};
}
