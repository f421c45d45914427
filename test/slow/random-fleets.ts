// Publishes random fleets, proves and checks each release. Run it with
// `npx tsx test/slow/random-fleets.ts [fleets] [seed]`; without numbers 2 000 fleets.
import fc from 'fast-check';
import { checkRelease } from '../../src/lib/checker/check-release.ts';
import { auditRelease } from '../../src/lib/disclosure/auditor/audit-release.ts';
import { loadSolver } from '../../src/lib/disclosure/linear/solver.ts';
import { minimumCount } from '../../src/lib/schema/policy.ts';
import { attack } from '../disclosure/support/attacker.ts';
import { publishStudy } from '../disclosure/support/publish-units.ts';
import { studies } from '../disclosure/support/random-study.ts';

const [fleets = 2000, seed = 1] = process.argv.slice(2).map(Number);
const solver = await loadSolver();
let done = 0;

fc.assert(
	fc.property(studies, fc.nat(), (study, pick) => {
		const { system, counts, values, policy, release } = publishStudy(solver, study);
		const certificate = auditRelease(solver, release);
		const result = checkRelease(release.manifest, release.cells, certificate);
		if (!result.ok) throw new Error(`${result.cell}: ${result.reason}`);
		const small = [...counts.keys()].filter((cell) => (counts[cell] ?? 0) < minimumCount(policy));
		if (small.some((cell) => values[cell] !== null)) throw new Error('a small count is shown');
		const chosen = small[pick % Math.max(1, small.length)];
		const place = system.places.findIndex(({ cell }) => cell === chosen);
		const target = release.cells[place];
		if (target && !release.manifest.withheld) {
			const { low, high } = attack(solver, release, target);
			if (low > 0 || high < policy.ambiguity) throw new Error(`${target.table} is narrowed`);
		}
		done += 1;
		if (done % 100 === 0) process.stdout.write(`${done} fleets\n`);
	}),
	{ numRuns: fleets, seed }
);
process.stdout.write(`${done} fleets: every release is safe and its certificate verifies\n`);
