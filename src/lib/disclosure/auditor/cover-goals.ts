// Fewer worlds for the same goals.
import { FlatGoals } from './flat-goals.ts';
import type { Goal, World } from './goal.ts';

/**
 * Leaves out every world whose goals other kept worlds meet as well, the earliest first, as worlds found for a
 * single goal come last and often serve many others. At least one world is kept.
 */
export function coverGoals(goals: readonly Goal[], worlds: readonly World[]): World[] {
	const flat = new FlatGoals();
	for (const goal of goals) flat.add(goal);
	const witnesses = new Uint32Array(goals.length);
	const metBy = worlds.map((world) => {
		const met = Uint32Array.from(goals.keys()).filter((goal) => flat.isMetBy(goal, world));
		for (const goal of met) witnesses[goal] = (witnesses[goal] ?? 0) + 1;
		return met;
	});
	const kept = worlds.filter((_, index) => {
		const met = metBy[index] ?? new Uint32Array();
		if (met.some((goal) => witnesses[goal] === 1)) return true;
		for (const goal of met) witnesses[goal] = (witnesses[goal] ?? 0) - 1;
		return false;
	});
	return kept.length > 0 ? kept : worlds.slice(0, 1);
}
