// Worlds for readers who run an instance themselves, where rounding leaves them no room: exact counts, above all.
// Such a reader knows one unit of every world; each goal needs a world for it wherever the unit may stand.
import type { LinearModel } from '../../linear/linear-model.ts';
import type { Goal, Target, World } from '../goals/goal.ts';
import type { WorldSearch } from '../worlds/world-search.ts';
import { Places, type Owners } from './places.ts';

/** So many worlds of all kinds serve most readers before worlds are looked for one by one. */
const samples = 64;

/** How often a world for one reader is made one for more of them, by halves. */
const widenings = 6;

/** A reader who would work something out: no world is inside a target of the goal and has a unit in the atom. */
export interface OwnerFinding {
	readonly goal: Goal;
	readonly targets: readonly Target[];
	/** Cell of the finest group in which the reader's unit stands. */
	readonly atom: number;
}

/** Worlds that serve all readers but those of the findings. */
export interface OwnerWorlds {
	readonly worlds: readonly World[];
	readonly findings: readonly OwnerFinding[];
}

/**
 * Finds for every goal, and for every finest group of a part that can tell the goal's sum, a world that meets the
 * goal and has a unit in the group. Where that unit counts in a sum that should be empty, it may stand in it alone.
 *
 * @param search with the bounds of everything published; without costs
 * @param known worlds inside these bounds, with which those found begin
 * @returns the same worlds for the same search
 */
export function findOwnerWorlds(
	search: WorldSearch,
	model: LinearModel,
	goals: readonly Goal[],
	known: readonly World[]
): OwnerWorlds {
	const places = new Places(model, goals);
	const worlds = [...known];
	for (const world of known) places.add(world);
	const findings: OwnerFinding[] = [];
	for (const world of sampleWorlds(search, model)) {
		if (places.add(world)) worlds.push(world);
	}
	for (let owners = places.next(); owners; owners = places.next()) {
		const world = worldFor(search, owners);
		if (world && places.add(world)) {
			worlds.push(world);
			continue;
		}
		const { goal, targets, atoms } = owners;
		const [atom = 0] = atoms;
		findings.push({ goal, targets, atom });
		places.giveUp(goal, atom);
	}
	return { worlds, findings };
}

/** Corners of what is possible, far apart from each other. */
function sampleWorlds(search: WorldSearch, { parts }: LinearModel): World[] {
	const { program } = search;
	const atoms = parts.flatMap((part) => part.atoms);
	const worlds: World[] = [];
	for (let sample = 0; sample < samples; sample += 1) {
		for (const [index, atom] of atoms.entries()) program.setCost(atom, costIn(sample, index));
		const world = search.any();
		if (world) worlds.push(world);
	}
	for (const atom of atoms) program.setCost(atom, 0);
	return worlds;
}

/** Costs between −½ and ½ without a pattern, the same for the same sample. */
function costIn(sample: number, index: number): number {
	const mixed = Math.imul((sample + 1) * 40503 + index, 2654435761) >>> 0;
	return (Math.imul(mixed ^ (mixed >>> 15), 2246822519) >>> 0) / 2 ** 32 - 0.5;
}

/** A world for the first of some owners, and for as many of the others as are found. */
function worldFor(search: WorldSearch, { goal, targets, atoms }: Owners): World | undefined {
	const [first, ...others] = atoms;
	if (first === undefined) return undefined;
	return holding(search, [first], () => {
		for (const target of targets) {
			const world = search.find(goal, target);
			if (world) return widened(search, world, others, () => search.find(goal, target));
		}
		return undefined;
	});
}

/** Goes on from a world to one with units in more of some cells: all of them, or half, or half of that. */
function widened(
	search: WorldSearch,
	world: World,
	cells: readonly number[],
	find: () => World | undefined
): World {
	let half = cells.filter((cell) => (world[cell] ?? 0) < 1);
	for (let tries = 0; tries < widenings && half.length > 0; tries += 1) {
		const wider = holding(search, half, find);
		if (wider) return wider;
		half = half.slice(0, Math.floor(half.length / 2));
	}
	return world;
}

/** Does something while each of some cells has a unit or more. */
function holding<Result>(
	{ program }: WorldSearch,
	cells: readonly number[],
	act: () => Result
): Result {
	const before = cells.map((cell) => ({ cell, low: program.low[cell] ?? 0 }));
	const bound = (cell: number, low: number) => {
		program.setBounds(cell, low, program.high[cell] ?? Number.POSITIVE_INFINITY);
	};
	for (const { cell, low } of before) bound(cell, Math.max(1, low));
	try {
		return act();
	} finally {
		for (const { cell, low } of before) bound(cell, low);
	}
}
