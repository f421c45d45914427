// The state of secondary suppression: the pattern of hidden cells, and worlds that agree with it.
import { DisclosureError } from '../disclosure-error.ts';
import { targetsOf, tolerance, type Goal, type World } from '../auditor/goal.ts';
import type { Bundling } from '../auditor/world-search.ts';
import type { Solver } from '../linear/solver.ts';
import { ElasticSearch, type PricedWorld } from './elastic-search.ts';
import type { Candidate, SuppressionTask } from './suppression-task.ts';
import { Witnesses } from './witnesses.ts';

/** Hides and shows candidates, and keeps worlds that agree with what is shown. */
export class Suppression {
	readonly task: SuppressionTask;
	/** Secondary cells, each with the goal for whose sake it was hidden. */
	readonly secondary = new Map<Candidate, Goal | undefined>();
	readonly #rigid: ElasticSearch;
	readonly #elastic: ElasticSearch;
	readonly #shown: Set<number>;
	readonly #witnesses: Witnesses;

	constructor(solver: Solver, task: SuppressionTask) {
		this.task = task;
		this.#rigid = new ElasticSearch(solver, task, false);
		this.#elastic = new ElasticSearch(solver, task, true);
		this.#shown = new Set(task.candidates.map(({ cell }) => cell));
		this.#witnesses = new Witnesses(task.demands, this.#isHidden);
		this.#witnesses.add(
			task.worlds.filter((world) => task.candidates.every((candidate) => agrees(world, candidate)))
		);
	}

	get worlds(): readonly World[] {
		return this.#witnesses.worlds;
	}

	/** Goals of the pattern that no world meets yet. */
	unmet(): readonly Goal[] {
		const goals = this.#witnesses.unmet();
		return this.task.relevant?.(goals, this.#isHidden) ?? goals;
	}

	/** Finds worlds for many goals at once; the pattern stays. */
	bundle(goals: readonly Goal[], bundling: Bundling): Goal[] {
		return this.#gather((worlds) => this.#rigid.search.bundle(goals, worlds, bundling));
	}

	/** Finds worlds for one goal under the pattern as it is. */
	settle(goal: Goal): boolean {
		return this.#gather((worlds) => this.#rigid.search.settle(goal, worlds));
	}

	/**
	 * Hides what the cheapest world for a goal needs hidden (any world, without a goal) and adds such a world.
	 *
	 * @throws {DisclosureError} `infeasible` when hiding every candidate would not help
	 */
	enforce(goal?: Goal): void {
		const priced = this.#cheapest(goal, false);
		this.#hideLeft(priced, goal);
		if (priced.world) this.#witnesses.add([priced.world]);
		else if (!this.#isSettled(goal)) {
			const whole = this.#cheapest(goal, true);
			this.#hideLeft(whole, goal);
			if (whole.world) this.#witnesses.add([whole.world]);
		}
	}

	/**
	 * Shows a secondary cell, forgets the worlds that disagree with it, and asks whether that can stay; if not, all
	 * is as before, with the worlds found on the way.
	 */
	tryShowing(candidate: Candidate, canStay: () => boolean): void {
		const reason = this.secondary.get(candidate);
		this.#show(candidate);
		const dropped = this.#witnesses.keep((world) => agrees(world, candidate));
		if (canStay()) return;
		this.#hide(candidate, reason);
		this.#witnesses.add(dropped);
	}

	dispose(): void {
		this.#rigid.dispose();
		this.#elastic.dispose();
	}

	readonly #isHidden = (cell: number): boolean => !this.#shown.has(cell);

	#hide(candidate: Candidate, goal: Goal | undefined): void {
		this.secondary.set(candidate, goal);
		this.#shown.delete(candidate.cell);
		this.#elastic.hide(candidate);
		this.#rigid.hide(candidate);
		this.#witnesses.change(candidate.cell, this.#isHidden);
	}

	#show(candidate: Candidate): void {
		this.secondary.delete(candidate);
		this.#shown.add(candidate.cell);
		this.#elastic.show(candidate);
		this.#rigid.show(candidate);
		this.#witnesses.change(candidate.cell, this.#isHidden);
	}

	#hideLeft({ left }: PricedWorld, goal: Goal | undefined): void {
		for (const candidate of left) {
			if (this.#shown.has(candidate.cell)) this.#hide(candidate, goal);
		}
	}

	/** Lets a search add to a list of the worlds, and keeps what it added. */
	#gather<Result>(search: (worlds: World[]) => Result): Result {
		const worlds = [...this.worlds];
		const result = search(worlds);
		this.#witnesses.add(worlds.slice(this.worlds.length));
		return result;
	}

	#isSettled(goal: Goal | undefined): boolean {
		if (goal) return this.settle(goal);
		const world = this.#rigid.search.any();
		if (world) this.#witnesses.add([world]);
		return world !== undefined;
	}

	#cheapest(goal: Goal | undefined, whole: boolean): PricedWorld {
		const found = goal
			? targetsOf(goal, this.worlds).flatMap(
					(target) => this.#elastic.cheapest(goal, target, whole) ?? []
				)
			: [this.#elastic.cheapest(undefined, undefined, whole)];
		const [first, ...others] = found;
		if (!first) throw new DisclosureError('infeasible', [goal?.name ?? 'all']);
		return others.reduce<PricedWorld>(
			(best, other) => (other && other.price < best.price - tolerance ? other : best),
			first
		);
	}
}

/** Whether a world has a count inside the candidate's interval. */
function agrees(world: World, { cell, interval }: Candidate): boolean {
	const count = world[cell] ?? 0;
	return count >= interval.low - tolerance && count <= interval.high + tolerance;
}
