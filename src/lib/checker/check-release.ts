// The checker: adds up the worlds of a certificate and says whether they prove what the release promises.
// It shares no code with suppression and audit and runs wherever JavaScript does.
import type { PublishedCell } from '../schema/cell.ts';
import type { Certificate } from '../schema/proof/certificate.ts';
import { releaseDigest } from '../schema/proof/digest.ts';
import type { Policy } from '../schema/policy.ts';
import type { Manifest } from '../schema/release.ts';
import { checkSums, type HiddenSums } from './sums/check-sums.ts';
import { countFleet, readParts, type Fleet } from './fleets.ts';
import { CheckError, readQuestions } from './grid.ts';
import { readGroups, readSums, totalOf, type Group } from './groups.ts';
import { smallestPossible } from './known-bounds.ts';
import { checkOwnUnits } from './own-units.ts';
import { combinations, type Combination } from './required-groups.ts';
import { ambiguityOf, roomForReader, shownAs, smallestShown } from './rounding.ts';

/** What was checked, or the first cell or group at fault and why. */
export type CheckResult =
	| {
			readonly ok: true;
			readonly groups: number;
			readonly hidden: number;
			readonly combinations: number;
			readonly worlds: number;
			readonly sums: HiddenSums;
	  }
	| { readonly ok: false; readonly cell: string; readonly reason: string };

/**
 * Smallest and largest number of all units by what other releases say; for every gap some world must have at `most`
 * so many, or at `least` so many.
 */
interface Bounds {
	readonly low: number;
	readonly high: number;
	readonly gaps?: readonly { readonly most: number; readonly least: number }[];
}

/**
 * Checks a release against its certificate by adding up.
 *
 * Every world must be a whole fleet that reproduces each published number, also with the reader's own units put
 * in; the total, in which they stand wherever they are, only with them. Every hidden cell must be empty in one world and
 * reach `ambiguity` in another, unless plain arithmetic on the published numbers shows that it is large; every other
 * group that can be described must be empty, or have the smallest publishable count, in one of them. Where rounding leaves
 * the reader no room, see own-units.ts; for sums see check-sums.ts.
 *
 * @param total what other releases say about the number of all units
 */
export function checkRelease(
	manifest: Omit<Manifest, 'parts'>,
	cells: readonly PublishedCell[],
	certificate: Certificate,
	total: Bounds = { low: 0, high: Number.POSITIVE_INFINITY }
): CheckResult {
	try {
		return check(manifest, cells, certificate, total);
	} catch (error) {
		if (!(error instanceof CheckError)) throw error;
		return { ok: false, cell: error.cell, reason: error.message };
	}
}

function check(
	manifest: Omit<Manifest, 'parts'>,
	cells: readonly PublishedCell[],
	certificate: Certificate,
	total: Bounds
): CheckResult {
	const { policy } = manifest;
	const tables = manifest.tables.filter(({ measure }) => measure === undefined);
	const counting = new Set(tables.map(({ id }) => id));
	const summing = new Set(manifest.tables.map(({ id }) => id).filter((id) => !counting.has(id)));
	const questions = readQuestions({ tables, dimensions: manifest.dimensions });
	const groups = readGroups(
		questions,
		cells.filter(({ table }) => !summing.has(table))
	);
	const hidden = [...groups].filter(([, { value }]) => value === null);
	if (manifest.withheld) {
		const shown = [...groups.values()].find(({ value }) => value !== null);
		const sum = cells.find(({ table, value }) => summing.has(table) && value !== null);
		const name = shown?.name ?? sum?.table;
		if (name) throw new CheckError(name, 'is published although the release is withheld');
		checkDigest(manifest, cells, certificate);
		return {
			ok: true,
			groups: groups.size,
			hidden: hidden.length,
			combinations: 0,
			worlds: 0,
			sums: { hidden: 0, open: 0 }
		};
	}
	const sums = readSums(questions);
	const parts = readParts(certificate.parts, questions);
	const worlds = certificate.worlds.map((world) => ({ world, fleet: countFleet(world, parts) }));
	const fleets = worlds.map(({ fleet }) => fleet);
	for (const fleet of fleets) {
		checkPublished(groups, fleet, policy);
		const count = fleet.get('') ?? 0;
		if (count < total.low || count > total.high) {
			throw new CheckError('all', `a world has ${count} units, which other releases exclude`);
		}
	}
	for (const { most, least } of total.gaps ?? []) {
		const totals = fleets.map((fleet) => fleet.get('') ?? 0);
		if (!totals.some((count) => count <= most || count >= least)) {
			throw new CheckError('all', 'tells of a small group beside another release in every world');
		}
	}
	const smallest = smallestPossible(groups, sums, policy);
	const open = hidden.filter(([key]) => (smallest.get(key) ?? 0) < smallestShown(policy));
	for (const [key, { name }] of open) checkHidden(key, name, fleets, policy);
	const named = combinations(questions, groups, sums);
	for (const combination of named) checkCombination(combination, fleets, policy);
	if (roomForReader(policy) === 0) {
		const single = open.map(([key, { name }]) => ({ name, plus: [key], minus: [] }));
		checkOwnUnits(parts, worlds, single, named, policy);
	}
	const summed = checkSums(manifest, cells, certificate, fleets);
	checkDigest(manifest, cells, certificate);
	return {
		ok: true,
		groups: groups.size,
		hidden: hidden.length,
		sums: summed,
		combinations: named.length,
		worlds: fleets.length
	};
}

function checkPublished(groups: ReadonlyMap<string, Group>, fleet: Fleet, policy: Policy): void {
	for (const [key, { name, value }] of groups) {
		if (value === null) continue;
		const count = fleet.get(key) ?? 0;
		const counts = [count + roomForReader(policy), ...(key === '' ? [] : [count])];
		if (counts.some((one) => shownAs(one, policy) !== value)) {
			throw new CheckError(name, `a world has ${count} where ${value} is published`);
		}
	}
}

function checkHidden(key: string, name: string, fleets: readonly Fleet[], policy: Policy): void {
	const counts = fleets.map((fleet) => fleet.get(key) ?? 0);
	if (!counts.includes(0)) throw new CheckError(name, 'is hidden and is empty in no world');
	const ambiguity = ambiguityOf(policy);
	if (Math.max(...counts) < ambiguity) {
		throw new CheckError(name, `is hidden and reaches ${ambiguity} in no world`);
	}
}

function checkCombination(
	{ name, plus, minus }: Combination,
	fleets: readonly Fleet[],
	policy: Policy
) {
	const isOpen = fleets.some((fleet) => {
		const count = totalOf(fleet, plus) - totalOf(fleet, minus);
		return count === 0 || count >= smallestShown(policy);
	});
	if (!isOpen) throw new CheckError(name, 'exists and is small in every world');
}

function checkDigest(
	manifest: Omit<Manifest, 'parts'>,
	cells: readonly PublishedCell[],
	certificate: Certificate
): void {
	const isSame =
		certificate.dataset === manifest.dataset &&
		certificate.period === manifest.period &&
		certificate.digest === releaseDigest(manifest, cells);
	if (!isSame) throw new CheckError('certificate', 'belongs to another release');
}
