// The state of secondary suppression: the pattern of hidden cells, and worlds that agree with it.
import { DisclosureError } from '../disclosure-error.ts';
import { isMet, targetsOf, tolerance, type Goal, type World } from '../auditor/goal.ts';
import type { Solver } from '../linear/solver.ts';
import { ElasticSearch, type PricedWorld } from './elastic-search.ts';
import type { Candidate, SuppressionTask } from './suppression-task.ts';

/** Hides and shows candidates, and keeps worlds that agree with what is shown. */
export class Suppression {
	readonly task: SuppressionTask;
	/** Secondary cells, each with the goal for whose sake it was hidden. */
	readonly secondary = new Map<Candidate, Goal | undefined>();
	worlds: World[] = [];
	readonly #rigid: ElasticSearch;
	readonly #elastic: ElasticSearch;
	readonly #shown: Set<number>;
	/** The world that met a goal when it was last looked at. */
	readonly #witnessOf = new WeakMap<Goal, World>();

	constructor(solver: Solver, task: SuppressionTask) {
		this.task = task;
		this.#rigid = new ElasticSearch(solver, task, false);
		this.#elastic = new ElasticSearch(solver, task, true);
		this.#shown = new Set(task.candidates.map(({ cell }) => cell));
		this.worlds = task.worlds.filter((world) =>
			task.candidates.every((candidate) => agrees(world, candidate))
		);
	}

	/** Goals of the pattern that no world meets yet. */
	unmet(worlds: readonly World[] = this.worlds): Goal[] {
		const isHidden = (cell: number) => !this.#shown.has(cell);
		const known = new Set(worlds);
		return this.task
			.goalsOf(isHidden)
			.filter((goal) => !this.#isWitnessed(goal, known) && !this.task.isExempt(goal, isHidden));
	}

	/** Finds worlds for many goals at once; the pattern stays. */
	bundle(goals: readonly Goal[], rounds: number, worlds = this.worlds): Goal[] {
		return this.#rigid.search.bundle(goals, worlds, rounds);
	}

	/** Finds worlds for one goal under the pattern as it is. */
	settle(goal: Goal, worlds = this.worlds): boolean {
		return this.#rigid.search.settle(goal, worlds);
	}

	/**
	 * Hides what the cheapest world for a goal needs hidden (any world, without a goal) and adds such a world.
	 *
	 * @throws {DisclosureError} `infeasible` when hiding every candidate would not help
	 */
	enforce(goal?: Goal): void {
		const priced = this.#cheapest(goal, false);
		this.#hideLeft(priced, goal);
		if (priced.world) this.worlds.push(priced.world);
		else if (!this.#isSettled(goal)) {
			const whole = this.#cheapest(goal, true);
			this.#hideLeft(whole, goal);
			if (whole.world) this.worlds.push(whole.world);
		}
	}

	hide(candidate: Candidate, goal: Goal | undefined): void {
		this.secondary.set(candidate, goal);
		this.#shown.delete(candidate.cell);
		this.#elastic.hide(candidate);
		this.#rigid.hide(candidate);
	}

	show(candidate: Candidate): void {
		this.secondary.delete(candidate);
		this.#shown.add(candidate.cell);
		this.#elastic.show(candidate);
		this.#rigid.show(candidate);
	}

	dispose(): void {
		this.#rigid.dispose();
		this.#elastic.dispose();
	}

	#isWitnessed(goal: Goal, worlds: ReadonlySet<World>): boolean {
		const before = this.#witnessOf.get(goal);
		if (before && worlds.has(before)) return true;
		for (const world of worlds) {
			if (!isMet(goal, [world])) continue;
			this.#witnessOf.set(goal, world);
			return true;
		}
		return goal.spread !== undefined && isMet(goal, [...worlds]);
	}

	#hideLeft({ left }: PricedWorld, goal: Goal | undefined): void {
		for (const candidate of left) {
			if (this.#shown.has(candidate.cell)) this.hide(candidate, goal);
		}
	}

	#isSettled(goal: Goal | undefined): boolean {
		if (goal) return this.#rigid.search.settle(goal, this.worlds);
		const world = this.#rigid.search.any();
		if (world) this.worlds.push(world);
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
export function agrees(world: World, { cell, interval }: Candidate): boolean {
	const count = world[cell] ?? 0;
	return count >= interval.low - tolerance && count <= interval.high + tolerance;
}
