// Which sums are shown: the rules for each cell, and secondary suppression until no other one gives way.
import type { Policy } from '../../schema/policy.ts';
import { DisclosureError } from '../disclosure-error.ts';
import type { Solver } from '../linear/solver.ts';
import { prominenceOf } from '../secondary/prices.ts';
import type { Divisions } from './divisions/divisions.ts';
import { isSafeSum, roundSum, sumInterval, type RoundedSum } from './dominance.ts';
import { emptyCells, type CellBounds, type MeasureModel } from './measure-model.ts';
import { sumGoals, type SumGoal } from './sum-goal.ts';
import { agreesWith, SumWorlds, type ShownSum, type SumWorld, type Wanted } from './sum-worlds.ts';

/** The tables of one measure, which are protected together, with how their sums divide. */
export interface SummedTables extends Pick<MeasureModel, 'system' | 'model' | 'atoms' | 'ranges'> {
	readonly divisions: Divisions;
}

/** What the counts of the same release say about the cells of the sums. */
export interface KnownCounts {
	/** Whether the numbers of units around a cell are published. */
	readonly isShown: (cell: number) => boolean;
	/** Whether everybody can tell that many units are in a cell, though their number may be hidden. */
	readonly isLarge: (cell: number) => boolean;
	/** For each world of the certificate of the counts, what its units can add to cells. */
	readonly worlds: readonly CellBounds[];
}

/** The sum of what nobody can add to. */
export const nothing: RoundedSum = { value: 0, step: 0 };

/** What the sum of all is scaled to, so that the solver's tolerance means the same for reviews and for tokens. */
const scaledTotal = 10_000;

/**
 * Turns true sums of linked tables into publishable ones.
 *
 * A sum is shown only where its count is shown, at least `minimumCount` units add to it, and the p % rule holds.
 * Of the others as many are hidden as it takes to meet the goals of sum-goal.ts, also towards a reader who knows
 * its own part of every sum; and so that every world of the counts is one of the sums as well: where it has nobody,
 * nothing needs to be added, and sums tell of no group that the counts keep open.
 *
 * @returns one rounded sum per cell of the system, `undefined` where hidden
 * @throws {DisclosureError} `infeasible` when hiding every sum would not help; `solver-failed`
 */
export function protectSums(
	solver: Solver,
	summed: SummedTables,
	policy: Policy,
	counts: KnownCounts
): (RoundedSum | undefined)[] {
	const search = new Suppressor(solver, summed, policy, counts);
	try {
		search.protect();
		search.giveBack();
		return search.values();
	} finally {
		search.dispose();
	}
}

/** A demand on worlds, with the last world that met it. */
interface Demand {
	readonly name: string;
	readonly wanted: Wanted;
	witness: SumWorld | undefined;
}

class Suppressor {
	readonly #summed: SummedTables;
	readonly #policy: Policy;
	readonly #counts: KnownCounts;
	readonly #safe: readonly (RoundedSum | undefined)[];
	readonly #shown: readonly ShownSum[];
	readonly #worlds: SumWorlds;
	readonly #empty: ReadonlySet<number>;
	readonly #demands = new Map<string, Demand>();
	readonly #scale: number;
	readonly #average: number;

	constructor(solver: Solver, summed: SummedTables, policy: Policy, counts: KnownCounts) {
		const { system, model, divisions } = summed;
		this.#summed = summed;
		this.#policy = policy;
		this.#counts = counts;
		const all = divisions.of([0]);
		this.#scale = scaledTotal / (all.total || 1);
		this.#average = all.total / Math.max(all.contributors, 1);
		this.#safe = system.keys.map((_, cell) => {
			const one = divisions.of([cell]);
			return counts.isShown(cell) && isSafeSum(one, policy) ? roundSum(one, policy) : undefined;
		});
		this.#shown = this.#safe.flatMap((value, cell) => (value ? [this.#toShown(cell, value)] : []));
		this.#empty = new Set(emptyCells(summed));
		this.#worlds = new SumWorlds(solver, model, this.#shown, [...this.#empty]);
	}

	/** Hides until every demand is met. */
	protect(): void {
		for (;;) {
			const unmet = this.#unmet().find((demand) => !this.#isSettled(demand));
			if (!unmet) return;
			const found = this.#worlds.find(unmet.wanted, true);
			if (!found || found.left.length === 0) throw new DisclosureError('infeasible', [unmet.name]);
			for (const { cell } of found.left) this.#worlds.hide(cell);
			unmet.witness = found.world;
		}
	}

	/** Shows again, dearest first, what is not needed. */
	giveBack(): void {
		const hidden = this.#shown.filter(({ cell }) => this.#worlds.isHidden(cell));
		for (const sum of hidden.sort((a, b) => b.price - a.price || a.cell - b.cell)) {
			this.#worlds.show(sum.cell);
			if (this.#unmet().every((demand) => this.#isSettled(demand))) continue;
			this.#worlds.hide(sum.cell);
		}
	}

	values(): (RoundedSum | undefined)[] {
		return this.#safe.map((value, cell) => {
			if (this.#empty.has(cell)) return nothing;
			return this.#isHidden(cell) ? undefined : value;
		});
	}

	dispose(): void {
		this.#worlds.dispose();
	}

	#toShown(cell: number, value: RoundedSum): ShownSum {
		const { low, high } = sumInterval(value);
		const size = Math.log(1 + this.#summed.divisions.of([cell]).contributors);
		const price = prominenceOf(this.#summed.system.keys[cell] ?? '') * size;
		return { cell, low: low * this.#scale, high: high * this.#scale, price };
	}

	#isHidden(cell: number): boolean {
		return !this.#empty.has(cell) && (!this.#safe[cell] || this.#worlds.isHidden(cell));
	}

	/** Demands of the pattern whose witness no longer agrees with what is shown. */
	#unmet(): Demand[] {
		const shown = this.#shown.filter(({ cell }) => !this.#worlds.isHidden(cell));
		return this.#asked().filter(
			({ witness }) => !witness || !shown.every((sum) => agreesWith(witness, sum))
		);
	}

	#isSettled(demand: Demand): boolean {
		const found = this.#worlds.find(demand.wanted, false);
		if (found) demand.witness = found.world;
		return found !== undefined;
	}

	#asked(): Demand[] {
		const { system } = this.#summed;
		const hidden = system.keys.map((_, cell) => this.#isHidden(cell));
		const groups = system.lines
			.map(({ children }) => children.filter((cell) => hidden[cell]))
			.filter(({ length }) => length > 1);
		const cells = [...hidden.keys()].filter((cell) => hidden[cell]).map((cell) => [cell]);
		return [
			...[...cells, ...groups].flatMap((asked) => this.#demandsOf(asked)),
			...this.#counts.worlds.map((bounds, index) => this.#demandOfWorld(bounds, index))
		];
	}

	#demandsOf(cells: readonly number[]): Demand[] {
		const isCounted = cells.length > 1 || cells.every(this.#counts.isLarge);
		const name = cells.map((cell) => this.#summed.system.keys[cell] || 'all').join(' and ');
		const division = this.#summed.divisions.of(cells);
		const known = { isCounted, average: this.#average };
		return sumGoals(name, cells, division, this.#policy, known).map((goal) =>
			this.#demand(`${cells.join()} ${goal.most === undefined ? 'least' : 'most'}`, goal)
		);
	}

	#demand(key: string, goal: SumGoal): Demand {
		const known = this.#demands.get(key);
		if (known) return known;
		const { name, cells, most = Number.POSITIVE_INFINITY, least = 0 } = goal;
		const floors = this.#floorsFor(goal);
		const wanted = { cells, low: least * this.#scale, high: most * this.#scale, floors };
		const demand = { name, wanted, witness: undefined };
		this.#demands.set(key, demand);
		return demand;
	}

	/** What any one unit that the goal is not about knows to be in the finest cells, as its own. */
	#floorsFor({ about, most, cells }: SumGoal): Map<number, number> {
		const { atoms, divisions } = this.#summed;
		const isEmptied = most === 0;
		const inside = new Set(isEmptied ? this.#atomsOf(cells) : []);
		return new Map(
			atoms
				.filter((atom) => !inside.has(atom))
				.flatMap((atom) => {
					const part = divisions.mostOfOthers(atom, cells, about);
					return part > 0 ? [[atom, part * this.#scale] as const] : [];
				})
		);
	}

	/** Finest cells that lie in some cells. */
	#atomsOf(cells: readonly number[]): number[] {
		const inside = new Set(cells);
		for (let before = 0; before < inside.size;) {
			before = inside.size;
			for (const { parent, children } of this.#summed.system.lines) {
				if (inside.has(parent)) for (const child of children) inside.add(child);
			}
		}
		return this.#summed.atoms.filter((atom) => inside.has(atom));
	}

	#demandOfWorld({ floors, ceilings }: CellBounds, index: number): Demand {
		const key = `world ${index}`;
		const known = this.#demands.get(key);
		if (known) return known;
		const scaled = (bounds: ReadonlyMap<number, number>) =>
			new Map([...bounds].map(([cell, amount]) => [cell, amount * this.#scale]));
		const name = `world ${index} of the counts`;
		const bounds = { floors: scaled(floors), ceilings: scaled(ceilings) };
		const wanted = { cells: [], low: 0, high: 0, ...bounds };
		const demand = { name, wanted, witness: undefined };
		this.#demands.set(key, demand);
		return demand;
	}
}
