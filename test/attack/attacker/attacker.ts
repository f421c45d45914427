// The attack: what can be worked out from one release that its own promise forbids.
import {
	publishedConstraints,
	toLinearSystem,
	type Constraint,
	type Group,
	type LinearSystem
} from './linear-system.ts';
import { Program, type Solver } from './program.ts';
import { smallestCount, type Range, type ReadRelease } from './published.ts';
import { Siege, wholeRange, type Finding } from './siege.ts';
import { listTargets, type Target } from './targets.ts';

/** What the attacker knows besides the release. */
export interface Knowledge {
	/** Bounds of the number of all units from other releases. */
	readonly total?: Range;
	/** How many of its own units a group holds; all counts are then those of the other units. */
	readonly own?: (group: Group) => number;
	/** How many units of its own it has in all. */
	readonly size?: number;
	/** Lowers both levels, for what is promised to readers with units of their own. */
	readonly allowance?: number;
}

/** A release under attack. */
export class Attacker {
	readonly system: LinearSystem;
	readonly #solver: Solver;
	readonly #release: ReadRelease;
	#targets: readonly Target[] | undefined;

	constructor(solver: Solver, release: ReadRelease) {
		this.#solver = solver;
		this.#release = release;
		this.system = toLinearSystem(release);
	}

	/**
	 * Everything that the release gives away; of a withheld one, the numbers that it shows nevertheless.
	 *
	 * A target is safe where a whole-number world shows each side it must have; worlds are checked by adding up.
	 * It is a finding where linear programming, or else a search over whole numbers, shows that there is none.
	 */
	findings(knowledge: Knowledge = {}): Finding[] {
		const { policy, withheld } = this.#release.manifest;
		if (withheld) {
			const shown = this.#release.cells.filter(({ value }) => value !== null);
			return shown.map(({ table, value }) => ({ name: table, low: value ?? 0, high: value ?? 0 }));
		}
		const allowance = knowledge.allowance ?? 0;
		const levels = {
			ambiguity: policy.ambiguity + policy.coalition - 1 - allowance,
			minimum: smallestCount(policy) - allowance,
			plain: smallestCount(policy) - (knowledge.size ?? 0)
		};
		this.#targets ??= listTargets(this.system);
		const differing = this.system.differing.map((name) => ({ name, low: 0, high: 0 }));
		const program = this.#toProgram(knowledge);
		try {
			return [...differing, ...new Siege(program, this.#targets, levels).findings()];
		} finally {
			program.dispose();
		}
	}

	/** Feasibility interval of one cell, named `table: code, code`, over whole numbers. */
	rangeOf(name: string, knowledge: Knowledge = {}): Range {
		const group = this.system.groups.get(this.system.keys.get(name) ?? '-');
		if (!group) throw new Error(`no cell ${name}`);
		const program = this.#toProgram(knowledge);
		try {
			return wholeRange(program, group.sum);
		} finally {
			program.dispose();
		}
	}

	#toProgram({ total, own }: Knowledge): Program {
		const all = this.system.groups.get('');
		const joint: Constraint[] = total && all ? [{ sum: all.sum, ...total }] : [];
		const published = publishedConstraints(this.system, this.#release, own);
		const constraints = [...this.system.ties, ...published, ...joint];
		return new Program(this.#solver, this.system.columns, constraints);
	}
}
