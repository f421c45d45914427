// All worlds found so far: each counts only while it agrees with everything that is shown, and wakes again.
import { tolerance, type World } from '../../auditor/goal.ts';
import type { Candidate } from '../suppression-task.ts';

/** Worlds, and the candidates with whose numbers each disagrees. */
export class WorldPool {
	readonly #candidates: readonly Candidate[];
	/** Per world: how many of the candidates that it disagrees with are shown. */
	readonly #faults = new Map<World, number>();
	readonly #against = new Map<Candidate, World[]>();

	constructor(candidates: readonly Candidate[]) {
		this.#candidates = candidates;
	}

	/** Takes worlds in; gives those that agree with all that is shown. */
	add(worlds: readonly World[], isShown: (cell: number) => boolean): World[] {
		return worlds.filter((world) => {
			let faults = 0;
			for (const candidate of this.#candidates) {
				if (agrees(world, candidate)) continue;
				const known = this.#against.get(candidate);
				if (known) known.push(world);
				else this.#against.set(candidate, [world]);
				if (isShown(candidate.cell)) faults += 1;
			}
			this.#faults.set(world, faults);
			return faults === 0;
		});
	}

	/** The worlds that no longer agree now that a hidden candidate is shown. */
	show(candidate: Candidate): World[] {
		return this.#change(candidate, 1).filter((world) => this.#faults.get(world) === 1);
	}

	/** The worlds that agree again now that a shown candidate is hidden. */
	hide(candidate: Candidate): World[] {
		return this.#change(candidate, -1).filter((world) => this.#faults.get(world) === 0);
	}

	#change(candidate: Candidate, by: number): readonly World[] {
		const worlds = this.#against.get(candidate) ?? [];
		for (const world of worlds) this.#faults.set(world, (this.#faults.get(world) ?? 0) + by);
		return worlds;
	}
}

/** Whether a world has a count inside the candidate's interval. */
function agrees(world: World, { cell, interval }: Candidate): boolean {
	const count = world[cell] ?? 0;
	return count >= interval.low - tolerance && count <= interval.high + tolerance;
}
