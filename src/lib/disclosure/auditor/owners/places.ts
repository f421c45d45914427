// Where a reader's own unit may stand, and to whom the known worlds still leave every goal.
import type { LinearModel } from '../../linear/linear-model.ts';
import { isMetAt, sumIn, targetsOf, type Goal, type Target, type World } from '../goals/goal.ts';
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
	/** Those that have an unserved owner. */
	sites: readonly Site[];
}

/** A goal in a part. */
interface Site {
	readonly goal: Goal;
	/** The goal of readers whose unit counts in its sum: it may stand there alone. */
	readonly goalInside: Goal;
	/** By position of an atom whether its units count in the goal's sum. */
	readonly isInside: Uint8Array;
	/** Positions of atoms that no world yet fills while it meets the goal: the first `unserved` of these. */
	readonly waiting: Uint32Array;
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
		for (const part of this.#parts) {
			const isFilled = Uint8Array.from(part.atoms, (cell) => Number((world[cell] ?? 0) > 0));
			let isDone = false;
			for (const site of part.sites) {
				if (!serve(site, isFilled, world)) continue;
				isNew = true;
				isDone ||= site.unserved === 0;
			}
			if (isDone) leaveOutServed(part);
		}
		return isNew;
	}

	/** Owners whom no world serves yet, of one goal, part and side, or `undefined` when all are served. */
	next(): Owners | undefined {
		for (const { atoms, sites } of this.#parts) {
			const [site] = sites;
			if (!site) continue;
			const { goal, goalInside, isInside, waiting, unserved } = site;
			const side = isInside[waiting[0] ?? 0] ?? 0;
			const same = [...waiting.subarray(0, unserved)].filter((at) => isInside[at] === side);
			return {
				goal,
				targets: targetsOf(side === 1 ? goalInside : goal, []),
				atoms: same.map((at) => atoms[at] ?? 0)
			};
		}
		return undefined;
	}

	/** Asks no longer for a world for an owner. */
	giveUp(goal: Goal, atom: number): void {
		for (const part of this.#parts) {
			const at = part.atoms.indexOf(atom);
			for (const site of part.sites) {
				if (site.goal === goal) leaveOut(site, (position) => position === at);
			}
			leaveOutServed(part);
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
	const waiting = Uint32Array.from({ length: size }, (_, at) => at);
	const goalInside = goal.most === undefined ? goal : { ...goal, most: goal.most + 1 };
	return { goal, goalInside, isInside, waiting, unserved: size };
}

/** Takes note of what a world, which fills some atoms, leaves open; false when that is nothing new. */
function serve(site: Site, isFilled: Uint8Array, world: World): boolean {
	const { goal, goalInside, isInside } = site;
	const sum = sumIn(goal, world);
	if (!isMetAt(goalInside, sum)) return false;
	const isOpen = isMetAt(goal, sum);
	return leaveOut(site, (at) => isFilled[at] === 1 && (isOpen || isInside[at] === 1));
}

/** Lets owners in some atoms wait no longer; the others stay in their order. False when there are none. */
function leaveOut(site: Site, isOut: (at: number) => boolean): boolean {
	const { waiting, unserved } = site;
	let left = 0;
	for (let index = 0; index < unserved; index += 1) {
		const at = waiting[index] ?? 0;
		if (isOut(at)) continue;
		waiting[left] = at;
		left += 1;
	}
	site.unserved = left;
	return left < unserved;
}

function leaveOutServed(part: Part): void {
	part.sites = part.sites.filter(({ unserved }) => unserved > 0);
}
