// Room for readers who have a unit of their own, where rounding leaves them none.
import type { OwnerFinding } from '../auditor/owners/owner-worlds.ts';
import { DisclosureError } from '../disclosure-error.ts';
import { giveBack } from './give-back.ts';
import { protectAll } from './protect-all.ts';
import type { Candidate } from './suppression-task.ts';
import type { Suppression } from './suppression.ts';

/**
 * Hides more until no owner of a unit works anything out. What is hidden for owners stays hidden; other numbers are
 * tried as shown again after each round, as the new ones may do their work.
 *
 * @param findings what owners work out under the pattern as it is
 * @throws {DisclosureError} `infeasible` when hiding every candidate would not help
 */
export function leaveRoom(suppression: Suppression, findings: () => readonly OwnerFinding[]): void {
	const kept = new Set<Candidate>();
	for (let found = findings(); found.length > 0; found = findings()) {
		const before = kept.size;
		for (const { goal, targets, atom } of found) {
			for (const candidate of suppression.enforceBeside(goal, targets, atom)) kept.add(candidate);
		}
		if (kept.size === before)
			throw new DisclosureError('infeasible', [found[0]?.goal.name ?? 'all']);
		protectAll(suppression);
		giveBack(suppression, { isTried: (candidate) => !kept.has(candidate) });
	}
}
