// Whether sums tell no more than the counts beside them, and how open the hidden ones are.
import { margin, type PublishedCell } from '../../schema/cell.ts';
import type { Certificate } from '../../schema/proof/certificate.ts';
import type { Manifest } from '../../schema/release.ts';
import { rangeOfBand, type PublishedSum } from '../../schema/sum.ts';
import { addUp, isAtMost, type Amounts } from './amounts.ts';
import { readParts, type Fleet } from '../fleets.ts';
import { CheckError, codesOf, combine, groupOf, readQuestions, type Question } from '../grid.ts';
import { readGroups } from '../groups.ts';

/** Hidden sums, and those of them that are seen to be open. */
export interface HiddenSums {
	readonly hidden: number;
	readonly open: number;
}

/** A world of a sum, added up, with the world of the counts that it goes with. */
interface Divided {
	readonly amounts: Amounts;
	readonly fleet: Fleet;
	readonly of: number;
}

/**
 * Checks every sum of a release by adding up: each world of the counts must have amounts that go with it, none where it
 * has nobody, no more and no less than its units can add, and in every group what is published.
 *
 * @param fleets the worlds of the counts, checked already
 * @returns how many hidden sums there are, and how many of them are seen to be open: no number is within `dominance`
 *   per cent of all that they come to. Others are hidden for the sake of those.
 * @throws {CheckError} naming the cell at fault
 */
export function checkSums(
	manifest: Pick<Manifest, 'tables' | 'dimensions' | 'sums' | 'policy'>,
	cells: readonly PublishedCell[],
	{ sums: certified = [] }: Pick<Certificate, 'sums'>,
	fleets: readonly Fleet[]
): HiddenSums {
	const sums = manifest.sums ?? [];
	const strange = manifest.tables.find(
		({ measure }) => measure !== undefined && !sums.some(({ id }) => id === measure)
	);
	if (strange) throw new CheckError(strange.id, 'is of no sum that the release names');
	if (sums.length !== certified.length) throw new CheckError('certificate', 'lacks a sum');
	const counting = readQuestions({
		tables: manifest.tables.filter(({ measure }) => measure === undefined),
		dimensions: manifest.dimensions
	});
	const checked = sums.map((sum, index) => {
		const proof = certified[index];
		if (proof?.measure !== sum.id) throw new CheckError(sum.id, 'has no certificate');
		return checkSum(manifest, cells, sum, proof, counting, fleets);
	});
	return {
		hidden: checked.reduce((all, { hidden }) => all + hidden, 0),
		open: checked.reduce((all, { open }) => all + open, 0)
	};
}

function checkSum(
	{ tables, dimensions, policy }: Pick<Manifest, 'tables' | 'dimensions' | 'policy'>,
	cells: readonly PublishedCell[],
	sum: PublishedSum,
	proof: NonNullable<Certificate['sums']>[number],
	counting: readonly Question[],
	fleets: readonly Fleet[]
): HiddenSums {
	const own = tables.filter(({ measure }) => measure === sum.id);
	const ids = new Set(own.map(({ id }) => id));
	const questions = readQuestions({
		tables: own,
		dimensions: dimensions.map((dimension) => ({ ...dimension, additive: true }))
	});
	const published = cells.filter(({ table }) => ids.has(table));
	const groups = readGroups(questions, published);
	const steps = readSteps(questions, published);
	const around = readAround(questions, counting);
	const ranges = readRanges(questions, sum);
	const parts = readParts(proof.parts, questions);
	const worlds = proof.worlds.map(({ of, amounts }): Divided => {
		const fleet = fleets[of];
		if (!fleet)
			throw new CheckError(sum.id, `goes with world ${of} of the counts, which is not there`);
		return { amounts: addUp(sum.id, amounts, parts), fleet, of };
	});
	const missing = fleets.findIndex((_, of) => !worlds.some((world) => world.of === of));
	if (missing >= 0)
		throw new CheckError(sum.id, `has no amounts for world ${missing} of the counts`);
	const hidden: boolean[] = [];
	for (const [key, { name, value }] of groups) {
		const amounts = worlds.map((world) => world.amounts.get(key) ?? 0);
		for (const [index, { fleet }] of worlds.entries()) {
			checkAmount(name, amounts[index] ?? 0, { value, step: steps.get(key) });
			const units = (around.get(key) ?? []).map((one) => fleet.get(one) ?? 0);
			const { least, most } = ranges.get(key) ?? { least: 0, most: sum.most };
			const count = Math.min(...units);
			const amount = amounts[index] ?? 0;
			if (!isAtMost(amount, most * count) || !isAtMost(least * count, amount)) {
				throw new CheckError(name, `is ${amount} in a world, which its ${count} units can’t add`);
			}
		}
		if (value !== null) continue;
		const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
		hidden.push(high > 0 && low * (100 + policy.dominance) <= high * (100 - policy.dominance));
	}
	return { hidden: hidden.length, open: hidden.filter(Boolean).length };
}

function checkAmount(
	name: string,
	amount: number,
	{ value, step = 0 }: { readonly value: number | null; readonly step: number | undefined }
): void {
	if (value === null) return;
	if (step === 0 && value > 0) {
		throw new CheckError(name, 'says nothing of how it is rounded');
	}
	if (isAtMost(value - step / 2, amount) && isAtMost(amount, value + step / 2)) return;
	throw new CheckError(name, `a world has ${amount} where ${value} is published`);
}

/** The rounding of every group. */
function readSteps(
	questions: readonly Question[],
	cells: readonly PublishedCell[]
): Map<string, number> {
	const steps = new Map(
		cells.flatMap(({ table, categories, step }) =>
			step === undefined ? [] : [[[table, ...categories].join('\n'), step] as const]
		)
	);
	return new Map(
		questions.flatMap((question) =>
			combine(question.attributes.map(codesOf)).flatMap((codes) => {
				const step = steps.get([question.table, ...codes].join('\n'));
				return step === undefined ? [] : [[groupOf(question, codes), step] as const];
			})
		)
	);
}

/** What one unit adds in a group of bands; in any other from nothing up to what is cut off. */
function readRanges(
	questions: readonly Question[],
	sum: PublishedSum
): Map<string, { least: number; most: number }> {
	return new Map(
		questions.flatMap((question) => {
			const [bands, ...others] = question.attributes;
			if (!bands || others.length > 0 || bands.dimension !== sum.bands?.dimension) return [];
			const codes = bands.categories.map(({ code }) => code);
			return codes.map(
				(code) => [groupOf(question, [code]), rangeOfBand(sum, code, codes)] as const
			);
		})
	);
}

/** For every group of the sums the groups of the counts that hold all of its units, one per question. */
function readAround(
	questions: readonly Question[],
	counting: readonly Question[]
): Map<string, string[]> {
	const around = new Map<string, string[]>();
	for (const question of questions) {
		for (const codes of combine(question.attributes.map(codesOf))) {
			const codeOf = new Map(
				question.attributes.map(({ dimension }, index) => [dimension, codes[index] ?? margin])
			);
			const keys = counting.map((counted) => groupOf(counted, codesAround(counted, codeOf)));
			around.set(groupOf(question, codes), [...new Set(keys)]);
		}
	}
	return around;
}

function codesAround(
	{ attributes, code: asked }: Question,
	codeOf: ReadonlyMap<string, string>
): string[] {
	return attributes.map(({ dimension, categories }, index) => {
		if (asked !== undefined && index === 0) {
			const set = dimension.slice(0, -asked.length - 1);
			return codeOf.get(set) === asked ? 'yes' : margin;
		}
		const code = codeOf.get(dimension) ?? margin;
		return categories.some((category) => category.code === code) ? code : margin;
	});
}
