// Disclosure control, measured: against the peers, by number of cells, and as whole releases. Run it with
// `node --import tsx test/bench/disclosure.bench.ts [part…]`, parts: peers, fleets, rounded, linked, weekly, sample, cost.
// Asked for by name, cost goes on for about half an hour; else as far as two minutes go.
// It fails when a pattern hides more than a peer’s at equal requirement, or a certificate does not verify.
import { loadSolver, type Solver } from '../../src/lib/disclosure/linear/solver.ts';
import { compareFleets } from './disclosure/compare-fleets.ts';
import { comparePeers } from './disclosure/compare-peers.ts';
import { costByCells } from './disclosure/cost/cost-by-cells.ts';
import { linkedFleets } from './disclosure/linked-fleets.ts';
import { roundedFleets } from './disclosure/rounded-fleets.ts';
import { sampleReleases } from './disclosure/sample-releases.ts';
import { weeklyReleases } from './disclosure/weekly-release.ts';

/** Each prints its tables and says whether all is well. */
const parts: Readonly<
	Record<string, (solver: Solver, isNamed: boolean) => boolean | Promise<boolean>>
> = {
	peers: comparePeers,
	fleets: compareFleets,
	rounded: roundedFleets,
	linked: linkedFleets,
	weekly: weeklyReleases,
	sample: sampleReleases,
	cost: costByCells
};

const isNamed = process.argv.length > 2;
const names = isNamed ? process.argv.slice(2) : Object.keys(parts);
const solver = await loadSolver();
for (const name of names) {
	const part = parts[name];
	if (!part) throw new RangeError(`no part ${name}: expected ${Object.keys(parts).join(', ')}`);
	if (!(await part(solver, isNamed))) process.exitCode = 1;
}
