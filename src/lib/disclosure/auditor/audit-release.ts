// The auditor: sees only what is published, and finds worlds that show that requirement R holds.
import { Certificate, type CertifiedWorld } from '../../schema/proof/certificate.ts';
import { releaseDigest } from '../../schema/proof/digest.ts';
import { countingTables } from '../../schema/release.ts';
import { DisclosureError } from '../disclosure-error.ts';
import { anyTotal, type KnownTotal } from '../interval.ts';
import { toLinearModel, type LinearModel } from '../linear/linear-model.ts';
import type { Solver } from '../linear/solver.ts';
import { toSystem, type System } from '../system.ts';
import { askedGoals, searchAmong } from './asked.ts';
import { coverGoals } from './goals/cover-goals.ts';
import { gapGoals, isMet, type Goal, type World } from './goals/goal.ts';
import { ownUnits, toLevels } from './levels.ts';
import { findOwnerWorlds } from './owners/owner-worlds.ts';
import { toValues, type PublishedRelease } from './published-values.ts';
import { toRequirement } from './requirement.ts';
import { bundle } from './worlds/bundle.ts';
import type { WorldSearch } from './worlds/world-search.ts';

export type { PublishedRelease } from './published-values.ts';

/** As long as worlds mostly serve more than one goal: with one for each the certificate would be long. */
const bundling = { rounds: Number.POSITIVE_INFINITY, useful: 2, patience: 4 };

/**
 * Proves requirement R for the counts of a release from its published numbers alone. What is proved of its sums needs
 * these worlds, see sums/audit-sums.ts.
 *
 * Propagation settles first what is plain to see; then worlds are searched for all goals together, and for each
 * goal that is left; of the worlds found a few are kept that serve all. Where rounding leaves readers no room for a unit
 * of their own, worlds follow that have one, see owners/owner-worlds.ts. A withheld release needs none.
 *
 * @param total what other releases say about the number of all units, see month-and-weeks.ts
 * @returns the certificate; the same release gives the same one
 * @throws {DisclosureError} `audit-failed` with the cells and groups of which a reader could work out too much;
 *   `solver-failed` when the solver ends without an answer
 */
export function auditRelease(
	solver: Solver,
	release: PublishedRelease,
	total: KnownTotal = anyTotal
): Certificate {
	const { manifest, cells } = release;
	const tables = countingTables(manifest.tables);
	const system = toSystem(tables, manifest.dimensions);
	const model = toLinearModel(system, tables, manifest.dimensions);
	const worlds = manifest.withheld
		? []
		: findWorlds(solver, manifest, system, model, toValues(system, cells), total);
	return Certificate.parse({
		format: 1,
		dataset: manifest.dataset,
		granularity: manifest.granularity,
		period: manifest.period,
		digest: releaseDigest(manifest, cells),
		parts: model.parts.map(({ axes }) => axes.map(({ id }) => id)),
		worlds: worlds.map((world) => toCertified(model, world))
	});
}

function findWorlds(
	solver: Solver,
	manifest: PublishedRelease['manifest'],
	system: System,
	model: LinearModel,
	values: readonly (number | null)[],
	total: KnownTotal
): World[] {
	const { policy, dimensions } = manifest;
	const tables = countingTables(manifest.tables);
	const requirement = toRequirement(system, tables, dimensions, toLevels(policy));
	const goals = askedGoals(requirement, system, values, policy);
	const search = searchAmong(solver, model, values, policy, total);
	if (!search) throw new DisclosureError('audit-failed', ['all']);
	try {
		const all = [...goals, ...gapGoals(total)];
		const worlds = coverGoals(all, settleAll(search, all));
		if (ownUnits(policy) > 0) return worlds;
		const owners = findOwnerWorlds(search, model, goals, worlds);
		refuse(owners.findings.map(({ goal }) => goal));
		return [...owners.worlds];
	} finally {
		search.program.dispose();
	}
}

function settleAll(search: WorldSearch, goals: readonly Goal[]): World[] {
	const first = search.any();
	if (!first) throw new DisclosureError('audit-failed', ['all']);
	const worlds = [first];
	const findings = bundle(search, goals, worlds, bundling).filter(
		(goal) => !isMet(goal, worlds) && !search.settle(goal, worlds)
	);
	refuse(findings);
	return worlds;
}

/** @throws {DisclosureError} `audit-failed` with the cells and groups of which too much could be worked out, if any */
function refuse(findings: readonly Goal[]): void {
	if (findings.length === 0) return;
	throw new DisclosureError('audit-failed', [...new Set(findings.map(({ name }) => name))]);
}

function toCertified(model: LinearModel, world: World): CertifiedWorld {
	const counts = model.parts.map(({ atoms }) =>
		atoms.flatMap((cell, position) => {
			const count = world[cell] ?? 0;
			return count > 0 ? [position, count] : [];
		})
	);
	return { total: world[0] ?? 0, counts };
}
