// Swaps: a dear number is shown after all, cheaper ones are hidden for it, and the better pattern is kept.
import { DisclosureError } from '../disclosure-error.ts';
import { giveBack } from './give-back.ts';
import { protectAll } from './protect-all.ts';
import type { Suppression } from './suppression.ts';
import type { Candidate } from './suppression-task.ts';

/**
 * How many swaps are tried in all, how many in a row without gain, and how much more than before may be lost on the
 * way, in prices of the number to be shown: what is given back afterwards often makes up for it. After each, every
 * hidden number is tried as shown; no swap is begun after so many of these tries, as each takes longer in large systems.
 */
const effort = { swaps: 40, patience: 5, advance: 0.5, tries: 4000 };

const leastGain = 1e-6;

/**
 * Shows hidden numbers at the cost of others where readers lose less in all, the most promising first, each once.
 * The time it takes depends on the pattern alone: same pattern, same swaps.
 */
export function improve(suppression: Suppression): void {
	const tried = new Set<Candidate>();
	let [idle, tries] = [0, 0];
	while (tried.size < effort.swaps && idle < effort.patience && tries < effort.tries) {
		const next = mostPromising(suppression, tried);
		if (!next) return;
		tried.add(next);
		tries += suppression.secondary.size;
		const [lost, before] = [suppression.lost(), suppression.pattern()];
		if (swap(suppression, next, lost)) {
			idle = 0;
		} else {
			suppression.restore(before);
			idle += 1;
		}
	}
}

/** The hidden candidate whose price is highest beside what must be hidden for it. */
function mostPromising(
	suppression: Suppression,
	tried: ReadonlySet<Candidate>
): Candidate | undefined {
	return [...suppression.secondary.keys()]
		.filter((candidate) => !tried.has(candidate))
		.map((candidate) => ({ candidate, gain: candidate.price - suppression.hurdle(candidate) }))
		.filter(({ candidate, gain }) => gain >= -effort.advance * candidate.price)
		.sort((a, b) => b.gain - a.gain || a.candidate.cell - b.candidate.cell)[0]?.candidate;
}

/** Shows a candidate, hides for it what costs least and gives back; false where no less than before is `lost`. */
function swap(suppression: Suppression, candidate: Candidate, lost: number): boolean {
	const culprit = suppression.culprit(candidate);
	suppression.pin(candidate);
	try {
		if (!protectAll(suppression, lost + effort.advance * candidate.price, culprit)) return false;
	} catch (error) {
		if (error instanceof DisclosureError && error.code === 'infeasible') return false;
		throw error;
	} finally {
		suppression.unpin(candidate);
	}
	return giveBack(suppression, { most: lost - leastGain });
}
