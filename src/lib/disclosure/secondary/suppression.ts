// The state of secondary suppression: the pattern of hidden cells, and worlds that agree with it.
import { DisclosureError } from '../disclosure-error.ts';
import {
	targetsOf,
	tolerance,
	type Goal,
	type Hidden,
	type Target,
	type World
} from '../auditor/goals/goal.ts';
import { bundle, type Bundling } from '../auditor/worlds/bundle.ts';
import { WorldSearch } from '../auditor/worlds/world-search.ts';
import type { Interval } from '../interval.ts';
import type { Solver } from '../linear/solver.ts';
import { ElasticSearch, type PricedWorld } from './search/elastic-search.ts';
import { Hurdles } from './search/hurdles.ts';
import { openInterval, type Candidate, type SuppressionTask } from './suppression-task.ts';
import { Witnesses } from './search/witnesses.ts';
import { WorldPool } from './search/world-pool.ts';

/**
 * Beyond so many worlds, and twice those that agree with what is shown, the others are forgotten: of large systems they
 * would fill the memory.
 */
const mostWorlds = 6000;

/**
 * What a hidden candidate costs outside its interval in a world that is looked for, by the unit: little, but a world
 * that leaves no more of them than it must still counts when most of them are shown again.
 */
const priceOfLeaving = 0.02;

/** Hides and shows candidates, and keeps worlds that agree with what is shown. */
export class Suppression {
	readonly task: SuppressionTask;
	/** Secondary cells, each with the goal for whose sake it was hidden. */
	readonly secondary = new Map<Candidate, Goal | undefined>();
	readonly #rigid: WorldSearch;
	readonly #elastic: ElasticSearch;
	readonly #shown: Set<number>;
	readonly #witnesses: Witnesses;
	readonly #pool: WorldPool;
	readonly #hurdles: Hurdles;
	#mostWorlds = mostWorlds;

	constructor(solver: Solver, task: SuppressionTask) {
		this.task = task;
		const loose = task.candidates.map(({ cell }) => cell);
		this.#rigid = new WorldSearch(solver, task.model, { whole: task.whole, loose });
		this.#elastic = new ElasticSearch(solver, task);
		for (const candidate of task.candidates) this.#letMove(candidate, candidate.interval);
		this.#shown = new Set(task.candidates.map(({ cell }) => cell));
		this.#witnesses = new Witnesses(task.demands, this.#isHidden);
		this.#hurdles = new Hurdles(this.#rigid, task);
		this.#pool = new WorldPool(task.candidates);
		this.#learn(task.worlds);
	}

	get worlds(): readonly World[] {
		return this.#witnesses.worlds;
	}

	/** Goals of the pattern that no world meets yet. */
	unmet(): readonly Goal[] {
		const goals = this.#witnesses.unmet();
		return this.task.relevant?.(goals, this.#isHidden) ?? goals;
	}

	/** Whether a world meets the goal, or it is none under the pattern. */
	isMet(goal: Goal): boolean {
		return !this.#witnesses.isUnmet(goal);
	}

	/** Finds worlds for many unmet goals at once; the pattern stays. */
	bundle(goals: readonly Goal[], bundling: Bundling): Goal[] {
		return this.#gather(goals, (worlds) => bundle(this.#rigid, goals, worlds, bundling));
	}

	/** Finds worlds for one unmet goal under the pattern as it is. */
	settle(goal: Goal): boolean {
		return this.#gather([goal], (worlds) => this.#rigid.settle(goal, worlds));
	}

	/**
	 * Hides what the cheapest world for a goal needs hidden (any world, without a goal) and adds such a world.
	 *
	 * @throws {DisclosureError} `infeasible` when hiding every candidate would not help
	 */
	enforce(goal?: Goal): void {
		const priced = this.#cheapest(goal, false);
		this.#hideLeft(priced, goal);
		if (priced.world) this.#learn([priced.world]);
		else if (!this.#isSettled(goal)) {
			const whole = this.#cheapest(goal, true);
			this.#hideLeft(whole, goal);
			if (whole.world) this.#learn([whole.world]);
		}
	}

	/**
	 * Hides what the cheapest world for a goal needs hidden that is inside one of some targets and has a unit in a cell,
	 * and adds such a world.
	 *
	 * @returns what was hidden; where all that the world needs was hidden before, that
	 * @throws {DisclosureError} `infeasible` when hiding every candidate would not help
	 */
	enforceBeside(goal: Goal, targets: readonly Target[], cell: number): readonly Candidate[] {
		const quick = this.#cheapest(goal, false, targets, cell);
		const priced = quick.world ? quick : this.#cheapest(goal, true, targets, cell);
		if (!priced.world) throw new DisclosureError('infeasible', [goal.name]);
		const hidden = priced.left.filter((candidate) => this.#shown.has(candidate.cell));
		this.#hideLeft(priced, goal);
		this.#learn([priced.world]);
		return hidden.length > 0 ? hidden : priced.left;
	}

	/**
	 * Shows a secondary cell and asks which goal can't be met then; if there is one, all is as before, with the
	 * worlds found on the way.
	 *
	 * @returns that goal
	 */
	tryShowing(candidate: Candidate, findCulprit: () => Goal | undefined): Goal | undefined {
		const known = this.#hurdles.culprit(candidate);
		if (known && this.#isAskedBeside(known, candidate)) return known;
		const reason = this.secondary.get(candidate);
		this.#show(candidate);
		const culprit = findCulprit();
		if (!culprit) return undefined;
		this.#hide(candidate, reason);
		this.#hurdles.blame(candidate, culprit);
		return culprit;
	}

	/** A goal that is known without a search to be impossible under the pattern. */
	refuted(): Goal | undefined {
		const refuted = this.#witnesses.unmet().filter((goal) => this.#rigid.obstacles(goal));
		return refuted.find((goal) => this.#isRelevant(goal, this.#isHidden));
	}

	/** An unmet goal that propagation shows to be impossible under the pattern, if there is one. */
	plainlyImpossible(): Goal | undefined {
		return this.#hurdles.outOfReach(this.unmet());
	}

	/** The goal that could not be met when a secondary cell was last tried as shown. */
	culprit(candidate: Candidate): Goal | undefined {
		return this.#hurdles.blamed(candidate);
	}

	/** The least that must be hidden for a secondary cell to be shown, as far as is known. */
	hurdle(candidate: Candidate): number {
		return this.#hurdles.height(candidate, (cell) => this.#shown.has(cell));
	}

	/** What readers lose with the secondary cells. */
	lost(): number {
		let sum = 0;
		for (const { price } of this.secondary.keys()) sum += price;
		return sum;
	}

	/** The secondary cells as they are now. */
	pattern(): ReadonlyMap<Candidate, Goal | undefined> {
		return new Map(this.secondary);
	}

	/** Goes back to an earlier pattern; all worlds found since stay known. */
	restore(pattern: ReadonlyMap<Candidate, Goal | undefined>): void {
		for (const candidate of [...this.secondary.keys()]) {
			if (!pattern.has(candidate)) this.#show(candidate);
		}
		for (const [candidate, goal] of pattern) {
			if (!this.secondary.has(candidate)) this.#hide(candidate, goal);
		}
	}

	/** Shows a secondary cell and lets nothing hide it again until it is unpinned. */
	pin(candidate: Candidate): void {
		this.#show(candidate);
		this.#elastic.pin(candidate);
	}

	unpin(candidate: Candidate): void {
		if (!this.secondary.has(candidate)) this.#elastic.show(candidate);
	}

	dispose(): void {
		this.#rigid.program.dispose();
		this.#elastic.dispose();
	}

	#isRelevant(goal: Goal, isHidden: Hidden): boolean {
		return (this.task.relevant?.([goal], isHidden) ?? [goal]).length > 0;
	}

	/** Whether a goal of the pattern would be one with the candidate shown. */
	#isAskedBeside(goal: Goal, { cell }: Candidate): boolean {
		const isHidden = (other: number) => other !== cell && this.#isHidden(other);
		return this.#witnesses.asks(goal, cell) && this.#isRelevant(goal, isHidden);
	}

	readonly #isHidden = (cell: number): boolean => !this.#shown.has(cell);

	#hide(candidate: Candidate, goal: Goal | undefined): void {
		this.secondary.set(candidate, goal);
		this.#shown.delete(candidate.cell);
		this.#elastic.hide(candidate);
		this.#letMove(candidate, openInterval(candidate));
		this.#witnesses.change(candidate.cell, this.#isHidden);
		this.#witnesses.add(this.#pool.hide(candidate));
	}

	#show(candidate: Candidate): void {
		this.secondary.delete(candidate);
		this.#shown.add(candidate.cell);
		this.#elastic.show(candidate);
		this.#letMove(candidate, candidate.interval);
		this.#witnesses.change(candidate.cell, this.#isHidden);
		this.#witnesses.drop(this.#pool.show(candidate));
	}

	#learn(worlds: readonly World[]): void {
		this.#witnesses.add(this.#pool.add(worlds, (cell) => this.#shown.has(cell)));
		if (this.#witnesses.known <= this.#mostWorlds) return;
		this.#witnesses.forgetDropped();
		this.#pool.keep(this.worlds);
		this.#mostWorlds = Math.max(mostWorlds, 2 * this.#witnesses.known);
	}

	#letMove({ cell, interval }: Candidate, within: Interval): void {
		this.#rigid.loosen(cell, interval, within, priceOfLeaving);
	}

	#hideLeft({ left }: PricedWorld, goal: Goal | undefined): void {
		for (const candidate of left) {
			if (this.#shown.has(candidate.cell)) this.#hide(candidate, goal);
		}
	}

	/** Lets a search for unmet goals add to a list of the worlds that matter to it, and keeps what it added. */
	#gather<Result>(goals: readonly Goal[], search: (worlds: World[]) => Result): Result {
		const areTogether = goals.some(({ spread }) => spread !== undefined);
		const worlds = areTogether ? [...this.worlds] : this.worlds.slice(-1);
		const before = worlds.length;
		const result = search(worlds);
		this.#learn(worlds.slice(before));
		return result;
	}

	#isSettled(goal: Goal | undefined): boolean {
		if (goal) return this.settle(goal);
		const world = this.#rigid.any();
		if (world) this.#learn([world]);
		return world !== undefined;
	}

	/** The cheapest world for a goal; of several targets the first that nothing more must be hidden for. */
	#cheapest(
		goal: Goal | undefined,
		whole: boolean,
		targets: readonly (Target | undefined)[] = goal ? targetsOf(goal, this.worlds) : [undefined],
		held?: number
	): PricedWorld {
		let best: PricedWorld | undefined;
		for (const target of targets) {
			const found = this.#elastic.cheapest(goal, target, whole, held);
			if (!found) continue;
			if (found.left.every(({ cell }) => !this.#shown.has(cell))) return found;
			if (!best || found.price < best.price - tolerance) best = found;
		}
		if (!best) throw new DisclosureError('infeasible', [goal?.name ?? 'all']);
		return best;
	}
}
