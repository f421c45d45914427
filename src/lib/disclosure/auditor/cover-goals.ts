// Fewer worlds for the same goals.
import { isMet, type Goal, type World } from './goal.ts';

/**
 * Leaves out every world whose goals other kept worlds meet as well, the earliest first, as worlds found for a
 * single goal come last and often serve many others. At least one world is kept.
 */
export function coverGoals(goals: readonly Goal[], worlds: readonly World[]): World[] {
	const meets = worlds.map((world) =>
		Uint8Array.from(goals, (goal) => Number(isMet(goal, [world])))
	);
	const witnesses = new Uint32Array(goals.length);
	for (const row of meets)
		row.forEach((met, goal) => (witnesses[goal] = (witnesses[goal] ?? 0) + met));
	const kept = worlds.filter((_, index) => {
		const row = meets[index] ?? new Uint8Array();
		if (row.some((met, goal) => met === 1 && witnesses[goal] === 1)) return true;
		row.forEach((met, goal) => (witnesses[goal] = (witnesses[goal] ?? 0) - met));
		return false;
	});
	return kept.length > 0 ? kept : worlds.slice(0, 1);
}
