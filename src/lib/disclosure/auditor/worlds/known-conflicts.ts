// Why goals could not be met: kept, since it often tells without a search that they still can't.
import { excludes, type Conflict } from '../../linear/conflict.ts';
import type { Program } from '../../linear/program.ts';
import type { Goal, Target } from '../goals/goal.ts';

/** How many conflicts are kept of each goal, the newest. */
const remembered = 12;

/** The conflicts of one program with the targets of goals. */
export class KnownConflicts {
	readonly #program: Program;
	readonly #conflicts = new Map<Goal, (Target & { readonly conflict: Conflict })[]>();

	constructor(program: Program) {
		this.#program = program;
	}

	/** Keeps why the last solve, for a target of a goal, found nothing. */
	keep(goal: Goal, { low, high }: Target): void {
		const { conflict } = this.#program;
		if (!conflict) return;
		const known = this.#conflicts.get(goal) ?? [];
		this.#conflicts.set(goal, [{ low, high, conflict }, ...known].slice(0, remembered));
	}

	/** Conflicts that exclude the target as bounds are now; the target must be in the bounds where it bounds a cell. */
	excluding(goal: Goal, target: Target): Conflict[] {
		const { low, high } = this.#program;
		return (this.#conflicts.get(goal) ?? [])
			.filter((one) => one.low === target.low && one.high === target.high)
			.map(({ conflict }) => conflict)
			.filter((conflict) => excludes(conflict, low, high));
	}
}
