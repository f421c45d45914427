// Worlds against targets: which groups can no imaginary fleet leave open.
import type { Sum } from './linear-system.ts';
import { totalOf, type Program, type World } from './program.ts';
import type { Range } from './published.ts';
import type { Target } from './targets.ts';

/** A group of which a reader can work out too much, with the counts that are left possible. */
export interface Finding extends Range {
	readonly name: string;
}

/** What every target must leave possible. */
export interface Levels {
	readonly ambiguity: number;
	readonly minimum: number;
	/** A hidden cell that surely has so many is as good as shown, and needs no protection. */
	readonly plain: number;
}

/** Most rounds in which one solve serves many targets. */
const mostRounds = 12;

const tolerance = 1e-6;

/** One side that a target must have: the sum, or its negative, can be at most `most`. */
interface Side {
	readonly sum: Sum;
	readonly most: number;
}

/** A target with the lists of sides of which it must have one list whole. */
interface Task {
	readonly target: Target;
	readonly ways: readonly (readonly Side[])[];
}

/** The worlds found so far and what they show. */
export class Siege {
	readonly #program: Program;
	readonly #tasks: readonly Task[];
	readonly #levels: Levels;
	readonly #worlds: World[] = [];

	constructor(program: Program, targets: readonly Target[], levels: Levels) {
		this.#program = program;
		this.#tasks = targets.map((target) => ({ target, ways: waysOf(target, levels) }));
		this.#levels = levels;
	}

	findings(): Finding[] {
		this.#serveMany();
		return this.#tasks.flatMap(({ target, ways }): Finding[] => {
			if (this.#isSafe(ways)) return [];
			const range = wholeRange(this.#program, target.sum);
			if (target.kind === 'cell' && range.low >= this.#levels.plain) return [];
			return [{ name: target.name, ...range }];
		});
	}

	#isSafe(ways: Task['ways']): boolean {
		const isShown = (way: readonly Side[]) =>
			way.every((side) => this.#worlds.some((one) => shows(one, side)));
		return ways.some(isShown) || ways.some((way) => way.every((side) => this.#isPossible(side)));
	}

	#isPossible(side: Side): boolean {
		if (this.#worlds.some((world) => shows(world, side))) return true;
		const linear = this.#program.minimise(side.sum);
		if (!linear || linear.value > side.most + tolerance) return false;
		if (this.#keep(linear.world)) return true;
		const below = { sum: side.sum, low: Number.NEGATIVE_INFINITY, high: side.most };
		const whole = this.#program.minimiseWhole(new Map(), [below]);
		if (!whole) return false;
		if (!this.#keep(whole.world)) throw new Error('the solver took a fraction for a whole number');
		return true;
	}

	/** One solve for all sides that no world shows yet, with weights that change from round to round. */
	#serveMany(): void {
		for (let round = 0; round < mostRounds; round += 1) {
			const costs = new Map<number, number>();
			const open = this.#tasks
				.flatMap(({ ways }) => ways.flat())
				.filter((side) => !this.#worlds.some((world) => shows(world, side)));
			for (const [index, { sum, most }] of open.entries()) {
				const isFavoured = round % 2 === Number(most < 0);
				const weight = (isFavoured ? 4 : 1) * (1 + ((index * 7 + round * 13) % 11));
				for (const [column, factor] of sum)
					costs.set(column, (costs.get(column) ?? 0) + weight * factor);
			}
			const found = this.#program.minimise(costs);
			if (!found) throw new Error('no fleet agrees with everything published');
			const isNew = this.#keep(found.world);
			if (isNew && round > 1 && !open.some((side) => shows(this.#worlds.at(-1), side))) return;
		}
	}

	#keep(world: World): boolean {
		const whole = world.map((count) =>
			Math.abs(count - Math.round(count)) < 1e-5 ? Math.round(count) : count
		);
		if (!this.#program.keeps(whole)) return false;
		this.#worlds.push(whole);
		return true;
	}
}

function waysOf({ kind, sum }: Target, { ambiguity, minimum }: Levels): Side[][] {
	const empty = { sum, most: 0 };
	const large = (least: number) => ({ sum: negative(sum), most: -least });
	return kind === 'cell' ? [[empty, large(ambiguity)]] : [[empty], [large(minimum)]];
}

function shows(world: World | undefined, { sum, most }: Side): boolean {
	return world !== undefined && totalOf(sum, world) <= most;
}

/**
 * Smallest and largest value of a sum over whole-number worlds.
 *
 * @throws when the published numbers contradict each other
 */
export function wholeRange(program: Program, sum: Sum): Range {
	const least = program.minimiseWhole(sum);
	const most = program.minimiseWhole(negative(sum));
	if (!least || !most) throw new Error('no fleet agrees with everything published');
	return { low: Math.round(least.value), high: Math.round(-most.value) };
}

function negative(sum: Sum): Sum {
	return new Map([...sum].map(([column, factor]) => [column, -factor]));
}
