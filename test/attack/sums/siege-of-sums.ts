// A reader who knows what it adds itself, and works out what others add from all that is published of a measure.
import { Program, type Solver } from '../attacker/program.ts';
import type { Constraint } from '../attacker/linear-system.ts';
import type { ReadMeasure, ReadSum } from './read-sums.ts';

/** What every unit adds to each finest place, by column of the measure. */
export type Truth = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** More than all units together can add. */
const beyond = 1e8;

/** What the promise says of sums. */
export interface SumPromise {
	/** Fewest units behind a sum of which anything may be known. */
	readonly k: number;
	/** p of the p % rule. */
	readonly dominance: number;
	/** Whether the number of units in a cell is published, so that it is no secret that somebody is there. */
	readonly isCounted: (sum: ReadSum) => boolean;
}

/**
 * Everything that one reader works out and must not: what the largest of the others adds to a cell, to within
 * `dominance` per cent; or that anything is in a cell of few of which no number is published.
 *
 * @param reader a unit, or a name that none has for a stranger
 */
export function besiege(
	solver: Solver,
	measure: ReadMeasure,
	truth: Truth,
	reader: string,
	promise: SumPromise
): string[] {
	const own = truth.get(reader) ?? new Map<number, number>();
	const program = new Program(solver, measure.columns, toConstraints(measure, own));
	const findings: string[] = [];
	try {
		for (const sum of targets(measure)) {
			const parts = partsOf(sum, truth);
			const others = parts.filter(([unit]) => unit !== reader);
			const [largest] = others;
			if (!largest) continue;
			const costs = new Map(sum.leaves.map((leaf) => [leaf, 1]));
			const highest = program.minimise(new Map(sum.leaves.map((leaf) => [leaf, -1])));
			const lowest = program.minimise(costs);
			if (!highest || !lowest)
				throw new Error(`${sum.name}: nothing agrees with what is published`);
			const most = -highest.value;
			if (most < (1 + promise.dominance / 100) * largest[1] * (1 - 1e-6)) {
				findings.push(`${sum.name}: ${reader} knows that ${largest[1]} is at most ${most}`);
			}
			const isSecret = parts.length < promise.k && !promise.isCounted(sum);
			const isInside = parts.length > others.length;
			if (isSecret && !isInside && lowest.value > 1e-6 * largest[1]) {
				findings.push(`${sum.name}: ${reader} knows of the ${parts.length} there`);
			}
		}
	} finally {
		program.dispose();
	}
	return findings;
}

/** Units with what they add to a cell, the largest first. */
export function partsOf({ leaves }: ReadSum, truth: Truth): [string, number][] {
	return [...truth]
		.map(([unit, amounts]): [string, number] => [
			unit,
			leaves.reduce((sum, leaf) => sum + (amounts.get(leaf) ?? 0), 0)
		])
		.filter(([, amount]) => amount > 0)
		.sort(([, a], [, b]) => b - a);
}

/** Every cell, and the hidden ones of each family together, as one number tells of them. */
function targets({ sums, tables }: ReadMeasure): ReadSum[] {
	const families = tables.flatMap(({ id, dimensions }) =>
		dimensions.flatMap(({ categories }, at) => {
			const parents = [...new Set(categories.map(({ parent }) => parent))];
			return parents.flatMap((parent) => {
				const codes = new Set(
					categories.filter((one) => one.parent === parent).map(({ code }) => code)
				);
				const inside = sums.filter((sum) => sum.table === id && codes.has(sum.codes[at] ?? ''));
				const contexts = new Set(inside.map((sum) => sum.codes.with(at, '').join('|')));
				return [...contexts].flatMap((context): ReadSum[] => {
					const hidden = inside.filter(
						(sum) => sum.codes.with(at, '').join('|') === context && !sum.shown
					);
					if (hidden.length < 2) return [];
					return [
						{
							name: `hidden below ${parent} in ${id} ${context}`,
							table: id,
							codes: [],
							leaves: hidden.flatMap(({ leaves }) => leaves),
							shown: undefined
						}
					];
				});
			});
		})
	);
	return [...sums, ...families];
}

/** What is published, of what is left when the reader takes its own part off. */
function toConstraints(
	{ columns, sums, ties }: ReadMeasure,
	own: ReadonlyMap<number, number>
): Constraint[] {
	const taken = (leaves: readonly number[]) =>
		leaves.reduce((sum, leaf) => sum + (own.get(leaf) ?? 0), 0);
	return [
		// Without any bound the solver could not say how little is known.
		{ sum: new Map(Array.from({ length: columns }, (_, leaf) => [leaf, 1])), low: 0, high: beyond },
		...sums.flatMap(({ leaves, shown }): Constraint[] => {
			if (!shown) return [];
			const less = taken(leaves);
			return [
				{
					sum: new Map(leaves.map((leaf) => [leaf, 1])),
					low: Math.max(0, shown.low - less),
					high: shown.high - less
				}
			];
		}),
		...ties.map(([one, other]): Constraint => ({
			sum: new Map([
				...one.map((leaf) => [leaf, 1] as const),
				...other.map((leaf) => [leaf, -1] as const)
			]),
			low: taken(other) - taken(one),
			high: taken(other) - taken(one)
		}))
	];
}
