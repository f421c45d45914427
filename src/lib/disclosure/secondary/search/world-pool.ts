// All worlds found so far: each counts only while it agrees with everything that is shown, and wakes again.
import { tolerance, type World } from '../../auditor/goals/goal.ts';
import type { Candidate } from '../suppression-task.ts';

/** A world, and how many of the candidates that it disagrees with are shown. */
interface Known {
	readonly world: World;
	faults: number;
}

/** Worlds, and the candidates with whose numbers each disagrees. */
export class WorldPool {
	readonly #candidates: readonly Candidate[];
	readonly #against = new Map<Candidate, Known[]>();

	constructor(candidates: readonly Candidate[]) {
		this.#candidates = candidates;
	}

	/** Takes worlds in; gives those that agree with all that is shown. */
	add(worlds: readonly World[], isShown: (cell: number) => boolean): World[] {
		return worlds.filter((world) => {
			const known: Known = { world, faults: 0 };
			for (const candidate of this.#candidates) {
				if (agrees(world, candidate)) continue;
				const others = this.#against.get(candidate);
				if (others) others.push(known);
				else this.#against.set(candidate, [known]);
				if (isShown(candidate.cell)) known.faults += 1;
			}
			return known.faults === 0;
		});
	}

	/** Forgets all worlds but these. */
	keep(worlds: readonly World[]): void {
		const kept = new Set(worlds);
		for (const [candidate, others] of this.#against) {
			this.#against.set(
				candidate,
				others.filter(({ world }) => kept.has(world))
			);
		}
	}

	/** The worlds that no longer agree now that a hidden candidate is shown. */
	show(candidate: Candidate): World[] {
		return this.#change(candidate, 1, 1);
	}

	/** The worlds that agree again now that a shown candidate is hidden. */
	hide(candidate: Candidate): World[] {
		return this.#change(candidate, -1, 0);
	}

	/** Counts a fault more or less where the candidate is one; gives the worlds that then have just so many. */
	#change(candidate: Candidate, by: number, faults: number): World[] {
		const changed: World[] = [];
		for (const known of this.#against.get(candidate) ?? []) {
			known.faults += by;
			if (known.faults === faults) changed.push(known.world);
		}
		return changed;
	}
}

/** Whether a world has a count inside the candidate's interval. */
function agrees(world: World, { cell, interval }: Candidate): boolean {
	const count = world[cell] ?? 0;
	return count >= interval.low - tolerance && count <= interval.high + tolerance;
}
