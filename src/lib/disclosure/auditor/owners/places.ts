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

/** A goal in a part of the model that can tell its sum from its finest groups. */
interface Site {
	readonly goal: Goal;
	readonly atoms: readonly number[];
	/** Per atom whether its units count in the goal's sum. */
	readonly isInside: readonly boolean[];
	/** Positions of atoms that no world fills yet while it meets the goal. */
	readonly unserved: Set<number>;
}

/**
 * Every goal beside every finest group of every part that can tell its sum: each pair needs a world that meets the goal
 * and has a unit in the group, which is the reader's own.
 */
export class Places {
	readonly #sites: readonly Site[];

	constructor({ parts, lines }: Pick<LinearModel, 'parts' | 'lines'>, goals: readonly Goal[]) {
		this.#sites = parts.flatMap(({ atoms }) => {
			const atomsIn = atomsByCell(atoms, lines);
			return goals.flatMap((goal): Site[] => {
				const inside = goal.cells.map((cell) => atomsIn.get(cell));
				if (inside.includes(undefined)) return [];
				const counted = new Int8Array(atoms.length);
				for (const [index, some] of inside.entries()) {
					for (const at of some ?? []) counted[at] = (counted[at] ?? 0) + (goal.signs[index] ?? 0);
				}
				const isInside = Array.from(counted, (count) => count > 0);
				return [{ goal, atoms, isInside, unserved: new Set(atoms.keys()) }];
			});
		});
	}

	/** @returns whether the world serves a pair that none before it served */
	add(world: World): boolean {
		let isNew = false;
		for (const { goal, atoms, isInside, unserved } of this.#sites) {
			if (unserved.size === 0) continue;
			const sum = sumIn(goal, world);
			const [outside, inside] = [isServed(goal, sum, 0), isServed(goal, sum, 1)];
			if (!inside) continue;
			for (const at of unserved) {
				if ((world[atoms[at] ?? 0] ?? 0) < 1 || !(outside || isInside[at])) continue;
				unserved.delete(at);
				isNew = true;
			}
		}
		return isNew;
	}

	/** Owners whom no world serves yet, of one goal, part and side, or `undefined` when all are served. */
	next(): Owners | undefined {
		for (const { goal, atoms, isInside, unserved } of this.#sites) {
			const [first] = unserved;
			if (first === undefined) continue;
			const side = isInside[first] ?? false;
			return {
				goal,
				targets: targetsOf(besideOwn(goal, Number(side)), []),
				atoms: [...unserved].filter((at) => isInside[at] === side).map((at) => atoms[at] ?? 0)
			};
		}
		return undefined;
	}

	/** Asks no longer for a world for an owner. */
	giveUp(goal: Goal, atom: number): void {
		for (const site of this.#sites) {
			if (site.goal === goal) site.unserved.delete(site.atoms.indexOf(atom));
		}
	}
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
