// Attacks every release of a server, as a stranger and as the owner of a few instances, and compares it with the truth.
import { Attacker } from '../attacker/attacker.ts';
import type { LinearSystem } from '../attacker/linear-system.ts';
import type { Solver } from '../attacker/program.ts';
import {
	countsBehind,
	readersUnits,
	readRelease,
	smallestCount,
	type Range,
	type ReadRelease
} from '../attacker/published.ts';
import type { ServedWeeks, Week } from './served-weeks.ts';
import { knows, leafOf, type Unit } from './unit.ts';

/** How many readers with instances of their own attack each week. */
const owners = 2;

/** Reads every published release; do this at once, as a server closes connections that rest. */
export async function readReleases({ origin, outcomes }: ServedWeeks): Promise<ReadRelease[]> {
	const releases: ReadRelease[] = [];
	for (const { period, outcome } of outcomes) {
		if (outcome !== 'refused') releases.push(await readRelease(origin, period));
	}
	return releases;
}

/**
 * Attacks the releases, each with what months and weeks say about each other's totals.
 *
 * @param weeks what was loaded; the attacker knows of it only the units that a reader owns
 * @returns what a reader works out, and every number or name that the true counts do not allow, in words
 */
export function attackReleases(
	solver: Solver,
	releases: readonly ReadRelease[],
	weeks: readonly Week[]
): string[] {
	const unitsOf = new Map(weeks.map(({ period, units }) => [period, units]));
	return releases.flatMap((release) => {
		const { period, policy } = release.manifest;
		const total = jointTotal(release, releases);
		const attacker = new Attacker(solver, release);
		const say = (who: string, { name, low, high }: { name: string } & Range) =>
			`${period} under ${JSON.stringify(policy)}: ${who} knows ${name} is ${low} to ${high}`;
		const strangers = attacker.findings({ total }).map((finding) => say('a stranger', finding));
		const units = unitsOf.get(period);
		if (!units || release.manifest.withheld) return strangers;
		const { own: size, allowance } = readersUnits(policy);
		const known = new Attacker(solver, withoutUnknown(release));
		const readers = Array.from({ length: owners }, (_, index) => {
			const from = Math.floor(((index + 0.5) * units.length) / owners);
			const mine = units.slice(from, from + size);
			const findings = known.findings({
				size,
				own: ({ has }) => mine.filter((unit) => has((one) => leafOf(unit, one))).length,
				allowance
			});
			return findings.map((finding) => say(`an owner of ${JSON.stringify(mine)}`, finding));
		});
		return [...strangers, ...readers.flat(), ...lies(known.system, release, units)];
	});
}

/** Numbers that are not the rounded true count, and categories of too few units. */
function lies(system: LinearSystem, release: ReadRelease, units: readonly Unit[]): string[] {
	const { policy, period } = release.manifest;
	const counts = [...system.groups.values()].map((group) => ({
		...group,
		count: units.filter((unit) => group.has((one) => leafOf(unit, one))).length
	}));
	return counts.flatMap(({ name, value, count }) => {
		if (value === null) return [];
		const { low, high } = countsBehind(value, policy);
		if (count >= low && count <= high) return [];
		return [`${period}: ${name} shows ${value} for ${count}`];
	});
}

/** What releases of the other granularity say about the number of all units: whoever is active in a week is in its month. */
function jointTotal({ manifest }: ReadRelease, releases: readonly ReadRelease[]): Range {
	const isInside = (inner: ReadRelease['manifest'], outer: ReadRelease['manifest']) =>
		inner.period !== outer.period && inner.start >= outer.start && inner.end <= outer.end;
	const weeks = releases.filter((other) => isInside(other.manifest, manifest)).map(totalOf);
	const months = releases.filter((other) => isInside(manifest, other.manifest)).map(totalOf);
	return {
		low: Math.max(0, ...weeks.map(({ low }) => low)),
		high: Math.min(Infinity, ...months.map(({ high }) => high))
	};
}

function totalOf({ manifest, cells }: ReadRelease): Range {
	const value =
		cells.find(({ categories }) => categories.every((code) => code === '*'))?.value ?? null;
	return value === null
		? { low: 0, high: smallestCount(manifest.policy) - 1 }
		: countsBehind(value, manifest.policy);
}

/** The release without tables of dimensions in which a unit here can't tell its own place. */
function withoutUnknown({ manifest, cells }: ReadRelease): ReadRelease {
	const tables = manifest.tables.filter(({ dimensions }) => dimensions.every(knows));
	const ids = new Set(tables.map(({ id }) => id));
	return { manifest: { ...manifest, tables }, cells: cells.filter(({ table }) => ids.has(table)) };
}
