// Worlds that each serve as many goals as one solve can, see push.ts.
import { isMet, isMetBy, type Goal, type World } from '../goals/goal.ts';
import { toPushes } from './push.ts';
import type { WorldSearch } from './world-search.ts';

/** How long bundling goes on: until too many rounds in a row help too few goals. */
export interface Bundling {
	readonly rounds: number;
	/** How many goals a round must help to be of use. */
	readonly useful: number;
	/** Rounds of little use after which bundling ends. */
	readonly patience: number;
}

/**
 * Starts from the last of `worlds`, to which it adds what it finds, and stops when several rounds are of little use.
 *
 * @returns the goals still unmet, in their order
 */
export function bundle(
	search: WorldSearch,
	goals: readonly Goal[],
	worlds: World[],
	{ rounds, useful, patience }: Bundling
): Goal[] {
	let unmet = goals.filter((goal) => !isMet(goal, worlds));
	let idle = 0;
	for (let round = 0; round < rounds && unmet.length > 1 && idle < patience; round += 1) {
		const from = worlds.at(-1);
		const world = from && search.pushed(toPushes(unmet, round, from));
		if (!world) break;
		worlds.push(world);
		const left = unmet.filter((goal) =>
			goal.spread === undefined ? !isMetBy(goal, world) : !isMet(goal, worlds)
		);
		idle = unmet.length - left.length >= useful ? 0 : idle + 1;
		unmet = left;
	}
	return unmet;
}
