// The fleets of 500 and 5 000 as linked tables under the default policy, without and with a ring of three tables.
import { checkRelease } from '../../../src/lib/checker/check-release.ts';
import { auditRelease } from '../../../src/lib/disclosure/auditor/audit-release.ts';
import type { Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { protectTables } from '../../../src/lib/disclosure/secondary/protect-tables.ts';
import { minimumCount } from '../../../src/lib/schema/policy.ts';
import { readUnits } from '../../disclosure/support/fleet.ts';
import { countStudy, toRelease, type Study } from '../../disclosure/support/publish-units.ts';
import { printTable, round } from './print-table.ts';
import { timed } from './stopwatch.ts';

const star = ['version+deployment', 'version@2+rules', 'deployment+os'];

/** `rules+deployment` closes a ring of three, so that version, rules and deployment must be known jointly. */
const ring = [...star, 'rules+deployment'];

/** What stands under a table of `measureStudy`. */
export const secondsNote =
	'percent: secondary cells of all cells. s: processor seconds; the clock shows more on a busy machine.';

/** Prints what the whole requirement costs: R1, R2, own units. False when a certificate does not verify. */
export function linkedFleets(solver: Solver): boolean {
	const rows = [star, ring].flatMap((tables) =>
		([500, 5000] as const).map((size) => ({
			fleet: size,
			tables: tables === ring ? 'star and ring' : 'star',
			...measureStudy(solver, toStudy(size, tables))
		}))
	);
	printTable(
		'Fleets as linked tables, default policy: R1, R2, own units, certificate',
		rows,
		secondsNote
	);
	return rows.every(({ verifies }) => verifies);
}

/** Protects, audits and checks one study, each step timed. */
export function measureStudy(solver: Solver, study: Study) {
	const counted = countStudy(study);
	const protect = timed(() => protectTables(solver, counted, counted.policy));
	const values = protect.result;
	const published = toRelease(counted, values);
	const audit = timed(() => auditRelease(solver, published));
	const certificate = audit.result;
	const check = timed(() => checkRelease(published.manifest, published.cells, certificate));
	const minimum = minimumCount(counted.policy);
	const primary = counted.counts.filter((count) => count < minimum).length;
	const secondary = values.filter((value) => value === null).length - primary;
	const steps = [protect, audit, check];
	return {
		cells: values.length,
		primary,
		secondary,
		percent: round((100 * secondary) / values.length),
		'protect s': round(protect.cpuSeconds),
		'audit s': round(audit.cpuSeconds),
		'check s': round(check.cpuSeconds),
		's in all': round(steps.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)),
		'by the clock': round(steps.reduce((sum, { seconds }) => sum + seconds, 0)),
		worlds: certificate.worlds.length,
		'certificate kB': Math.round(JSON.stringify(certificate).length / 1000),
		verifies: check.result.ok
	};
}

function toStudy(size: 500 | 5000, tables: readonly string[]): Study {
	return {
		dimensions: [
			{ id: 'version', kind: 'version' },
			{
				id: 'deployment',
				kind: 'codes',
				codes: ['docker', 'docker-compose', 'k8s', 'bare', 'unknown']
			},
			{ id: 'os', kind: 'codes', codes: ['linux', 'darwin', 'windows'], closed: true },
			{ id: 'rules', kind: 'answer' }
		],
		tables,
		units: readUnits(size)
	};
}
