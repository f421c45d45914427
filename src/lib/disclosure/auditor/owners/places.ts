// Where a reader's own unit may stand, and to whom the known worlds still leave every goal.
import type { LinearModel } from '../../linear/linear-model.ts';
import { sumIn, targetsOf, tolerance, type Goal, type Target, type World } from '../goals/goal.ts';
import { atomsByCell } from './atoms-by-cell.ts';

/** Readers who have a unit in one of some finest groups, and what a world must show them. */
export interface Owners {
	readonly goal: Goal;
	/** The goal's targets, one of which a world must meet; a unit that counts in the sum may stand in it alone. */
	readonly targets: readonly Target[];
	/** Cells of the groups, all of one part and all inside the goal's sum or all outside. */
	readonly atoms: readonly number[];
}

/** A part of the model with the goals whose sums it can tell from its finest groups. */
interface Part {
	/** Cells of the finest groups. */
	readonly atoms: readonly number[];
	readonly sites: readonly Site[];
}

/** A goal in a part; everything is by position of an atom. */
interface Site {
	readonly goal: Goal;
	/** Whether the atom's units count in the goal's sum. */
	readonly isInside: Uint8Array;
	/** Whether no world yet fills the atom while it meets the goal, and how many of these there are. */
	readonly isUnserved: Uint8Array;
	unserved: number;
}

/**
 * Every goal beside every finest group of every part that can tell its sum: each pair needs a world that meets the goal
 * and has a unit in the group, which is the reader's own.
 */
export class Places {
	readonly #parts: readonly Part[];

	constructor({ parts, lines }: Pick<LinearModel, 'parts' | 'lines'>, goals: readonly Goal[]) {
		this.#parts = parts.map(({ atoms }) => {
			const atomsIn = atomsByCell(atoms, lines);
			const sites = goals.flatMap((goal) => toSite(goal, atoms.length, atomsIn) ?? []);
			return { atoms, sites };
		});
	}

	/** @returns whether the world serves a pair that none before it served */
	add(world: World): boolean {
		let isNew = false;
		for (const { atoms, sites } of this.#parts) {
			const filled = [...atoms.keys()].filter((at) => (world[atoms[at] ?? 0] ?? 0) > 0);
			for (const site of sites) {
				if (site.unserved > 0 && serve(site, filled, world)) isNew = true;
			}
		}
		return isNew;
	}

	/** Owners whom no world serves yet, of one goal, part and side, or `undefined` when all are served. */
	next(): Owners | undefined {
		for (const { atoms, sites } of this.#parts) {
			const site = sites.find(({ unserved }) => unserved > 0);
			if (!site) continue;
			const { goal, isInside, isUnserved } = site;
			const side = isInside[isUnserved.indexOf(1)] ?? 0;
			return {
				goal,
				targets: targetsOf(besideOwn(goal, side), []),
				atoms: atoms.filter((_, at) => isUnserved[at] === 1 && isInside[at] === side)
			};
		}
		return undefined;
	}

	/** Asks no longer for a world for an owner. */
	giveUp(goal: Goal, atom: number): void {
		for (const { atoms, sites } of this.#parts) {
			const at = atoms.indexOf(atom);
			for (const site of sites) if (site.goal === goal) setServed(site, at);
		}
	}
}

/** The goal in a part, or `undefined` when the part can't tell its sum. */
function toSite(
	goal: Goal,
	size: number,
	atomsIn: ReadonlyMap<number, readonly number[]>
): Site | undefined {
	const inside = goal.cells.map((cell) => atomsIn.get(cell));
	if (inside.includes(undefined)) return undefined;
	const counted = new Int8Array(size);
	for (const [index, some] of inside.entries()) {
		for (const at of some ?? []) counted[at] = (counted[at] ?? 0) + (goal.signs[index] ?? 0);
	}
	const isInside = Uint8Array.from(counted, (count) => Number(count > 0));
	return { goal, isInside, isUnserved: new Uint8Array(size).fill(1), unserved: size };
}

/** Takes note of what a world, which fills some atoms, leaves open; false when that is nothing new. */
function serve(site: Site, filled: readonly number[], world: World): boolean {
	const sum = sumIn(site.goal, world);
	if (!isServed(site.goal, sum, 1)) return false;
	const isOpen = isServed(site.goal, sum, 0);
	const before = site.unserved;
	for (const at of filled) {
		if (isOpen || site.isInside[at] === 1) setServed(site, at);
	}
	return site.unserved < before;
}

function setServed(site: Site, at: number): void {
	if (site.isUnserved[at] !== 1) return;
	site.isUnserved[at] = 0;
	site.unserved -= 1;
}

function besideOwn(goal: Goal, own: number): Goal {
	return goal.most === undefined ? goal : { ...goal, most: goal.most + own };
}

function isServed({ most, least }: Goal, sum: number, own: number): boolean {
	return (
		(most !== undefined && sum <= most + own + tolerance) ||
		(least !== undefined && sum >= least - tolerance)
	);
}
