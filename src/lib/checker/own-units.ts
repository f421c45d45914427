// Readers who run an instance themselves: where rounding leaves them no room, worlds must hold their unit wherever it stands.
import type { CertifiedWorld } from '../schema/proof/certificate.ts';
import type { Policy } from '../schema/policy.ts';
import type { Fleet, Part } from './fleets.ts';
import { CheckError } from './grid.ts';
import { totalOf } from './groups.ts';
import type { Combination } from './required-groups.ts';
import { ambiguityOf, smallestShown } from './rounding.ts';

/** A world of the certificate, counted. */
export interface CountedWorld {
	readonly world: CertifiedWorld;
	readonly fleet: Fleet;
}

/** A sum of groups that must be `most` or less in some world, or `least` or more. */
interface Demand extends Combination {
	readonly most: number;
	readonly least: number;
}

/**
 * Checks that every hidden cell and every combination stays open to whoever has a unit in a finest group of a part: some
 * world has a unit there and shows what must be possible. Where the reader's unit counts itself, it may be alone.
 *
 * @param hidden cells that must be able to be empty, and large, by key
 * @throws {CheckError} naming the cell or combination, and where the reader's unit stands
 */
export function checkOwnUnits(
	parts: readonly Part[],
	worlds: readonly CountedWorld[],
	hidden: readonly Combination[],
	combinations: readonly Combination[],
	policy: Policy
): void {
	const demands: readonly Demand[] = [
		...hidden.map((one) => ({ ...one, most: 0, least: Infinity })),
		...hidden.map((one) => ({ ...one, most: -Infinity, least: ambiguityOf(policy) })),
		...combinations.map((one) => ({ ...one, most: 0, least: smallestShown(policy) }))
	];
	for (const [index, part] of parts.entries()) {
		const positions = positionsByGroup(part);
		const filled = worlds.map(({ world }) => filledPositions(world.counts[index] ?? []));
		for (const demand of demands) {
			if (![...demand.plus, ...demand.minus].every((key) => part.counts(key))) continue;
			const [unserved] = unservedPositions(part, positions, demand, worlds, filled);
			if (unserved === undefined) continue;
			const place = part.codesAt(unserved).join(', ');
			throw new CheckError(demand.name, `no world leaves it open to a reader in ${place}`);
		}
	}
}

/** Positions of finest groups where a reader’s unit may stand without a world that meets the demand. */
function unservedPositions(
	part: Part,
	positions: ReadonlyMap<string, ReadonlySet<number>>,
	{ plus, minus, most, least }: Demand,
	worlds: readonly CountedWorld[],
	filled: readonly (readonly number[])[]
): ReadonlySet<number> {
	const has = (keys: readonly string[], at: number) =>
		keys.filter((key) => positions.get(key)?.has(at)).length;
	const unserved = new Set(Array.from({ length: part.positions }, (_, position) => position));
	for (const [index, { fleet }] of worlds.entries()) {
		if (unserved.size === 0) break;
		const sum = totalOf(fleet, plus) - totalOf(fleet, minus);
		if (sum > most + 1 && sum < least) continue;
		const isOpen = sum <= most || sum >= least;
		for (const position of filled[index] ?? []) {
			if (!unserved.has(position)) continue;
			if (isOpen || has(plus, position) > has(minus, position)) unserved.delete(position);
		}
	}
	return unserved;
}

function positionsByGroup(part: Part): Map<string, Set<number>> {
	const positions = new Map<string, Set<number>>();
	for (let position = 0; position < part.positions; position += 1) {
		for (const key of part.groupsAt(position)) {
			const known = positions.get(key) ?? new Set<number>();
			positions.set(key, known.add(position));
		}
	}
	return positions;
}

/** Positions with units, from pairs of position and number. */
function filledPositions(pairs: readonly number[]): number[] {
	return pairs.filter((_, index) => index % 2 === 0 && (pairs[index + 1] ?? 0) > 0);
}
