// Fewer worlds for the same goals.
import { FlatGoals } from './flat-goals.ts';
import type { Goal, World } from './goal.ts';

const bitsPerWord = 32;

/**
 * Leaves out every world whose goals other kept worlds meet as well, the earliest first, as worlds found for a
 * single goal come last and often serve many others. At least one world is kept.
 */
export function coverGoals(goals: readonly Goal[], worlds: readonly World[]): World[] {
	const flat = new FlatGoals();
	for (const goal of goals) flat.add(goal);
	const witnesses = new Uint32Array(goals.length);
	const metBy = worlds.map((world) => {
		const met = new Uint32Array(Math.ceil(goals.length / bitsPerWord));
		for (let goal = 0; goal < goals.length; goal += 1) {
			if (!flat.isMetBy(goal, world)) continue;
			met[goal >>> 5] = (met[goal >>> 5] ?? 0) | (1 << (goal & 31));
			witnesses[goal] = (witnesses[goal] ?? 0) + 1;
		}
		return met;
	});
	const kept = worlds.filter((_, index) => {
		const met = metBy[index] ?? new Uint32Array();
		const isMet = (goal: number) => ((met[goal >>> 5] ?? 0) & (1 << (goal & 31))) !== 0;
		if (witnesses.some((count, goal) => count === 1 && isMet(goal))) return true;
		for (let goal = 0; goal < goals.length; goal += 1) {
			if (isMet(goal)) witnesses[goal] = (witnesses[goal] ?? 0) - 1;
		}
		return false;
	});
	return kept.length > 0 ? kept : worlds.slice(0, 1);
}
