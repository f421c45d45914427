// The worlds of a certificate, counted as one counts a real fleet.
import type { CertifiedWorld } from '../schema/proof/certificate.ts';
import { CheckError, combine, groupOf, pathOf, type Attribute, type Question } from './grid.ts';

/** Units per group. Groups without units are left out. */
export type Fleet = ReadonlyMap<string, number>;

/**
 * Checks that the parts can describe whole fleets: every question lies inside a part, and what a part shares with
 * all before it, it shares with one of them. Then parts that agree where they overlap fit together.
 *
 * @throws {CheckError} naming the question or attribute at fault
 */
export function readParts(
	parts: readonly (readonly string[])[],
	questions: readonly Question[]
): Attribute[][] {
	const known = new Map(
		questions.flatMap(({ attributes }) => attributes).map((one) => [one.id, one])
	);
	for (const { table, attributes } of questions) {
		if (!parts.some((part) => attributes.every(({ id }) => part.includes(id)))) {
			throw new CheckError(table, 'lies in no part of the certificate');
		}
	}
	return parts.map((part, index) => {
		const before = parts.slice(0, index);
		const shared = part.filter((id) => before.some((other) => other.includes(id)));
		const fits = index === 0 || before.some((other) => shared.every((id) => other.includes(id)));
		if (!fits || new Set(part).size < part.length) {
			throw new CheckError(part.join(' by '), 'does not fit the parts before it');
		}
		return part.map((id) => {
			const attribute = known.get(id);
			if (!attribute) throw new CheckError(id, 'is an attribute of no table');
			return attribute;
		});
	});
}

/**
 * Counts a world's fleet in every group.
 *
 * @throws {CheckError} naming the group on which the parts disagree, or the part that is not a list of counts
 */
export function countFleet(
	world: CertifiedWorld,
	parts: readonly (readonly Attribute[])[],
	questions: readonly Question[]
): Fleet {
	const fleet = new Map<string, { count: number; part: number }>();
	if (world.counts.length !== parts.length) throw new CheckError('certificate', 'lacks a part');
	for (const [index, part] of parts.entries()) {
		const own = countPart(world.counts[index] ?? [], part, inPart(part, questions, parts));
		if ((own.get('') ?? 0) !== world.total) {
			throw new CheckError(
				`total of ${part.map(({ id }) => id).join(' by ')}`,
				`a world has ${own.get('') ?? 0} units there and says ${world.total}`
			);
		}
		for (const [key, count] of own) {
			const other = fleet.get(key);
			if (other && other.count !== count) {
				throw new CheckError(key, `two parts of a world count ${other.count} and ${count}`);
			}
			fleet.set(key, { count, part: index });
		}
		for (const [key, other] of fleet) {
			const isShared = keyAttributes(key).every((id) => part.some((one) => one.id === id));
			if (isShared && !own.has(key)) {
				throw new CheckError(key, `two parts of a world count ${other.count} and 0`);
			}
		}
	}
	return new Map([...fleet].map(([key, { count }]) => [key, count]));
}

/** Questions that a part answers: those inside it, and what it shares with every other part. */
function inPart(
	part: readonly Attribute[],
	questions: readonly Question[],
	parts: readonly (readonly Attribute[])[]
): Question[] {
	const holds = (attributes: readonly Attribute[]) =>
		attributes.every(({ id }) => part.some((one) => one.id === id));
	const overlaps = parts
		.map((other) => part.filter(({ id }) => other !== part && other.some((one) => one.id === id)))
		.map((attributes): Question => ({ table: '', code: undefined, attributes }));
	return [...questions.filter(({ attributes }) => holds(attributes)), ...overlaps];
}

function countPart(
	pairs: readonly number[],
	part: readonly Attribute[],
	questions: readonly Question[]
): Map<string, number> {
	const units = new Map<string, number>();
	const positions = part.reduce((size, { leaves }) => size * leaves.length, 1);
	for (let index = 0; index < pairs.length; index += 2) {
		const [position = -1, count] = [pairs[index], pairs[index + 1]];
		if (count === undefined || position >= positions || position < 0) {
			throw new CheckError(part.map(({ id }) => id).join(' by '), 'a world has no such group');
		}
		const leaves = leavesAt(position, part);
		const groups = new Set(questions.flatMap((question) => groupsOf(question, part, leaves)));
		for (const key of groups.add('')) units.set(key, (units.get(key) ?? 0) + count);
	}
	return units;
}

/** Every group of a question in which a unit with these leaves counts. */
function groupsOf(
	question: Question,
	part: readonly Attribute[],
	leaves: readonly string[]
): string[] {
	const paths = question.attributes.map((attribute) => {
		const at = part.findIndex(({ id }) => id === attribute.id);
		return pathOf(attribute, leaves[at] ?? '');
	});
	return combine(paths).map((codes) => groupOf(question, codes));
}

function leavesAt(position: number, part: readonly Attribute[]): string[] {
	let left = position;
	return part
		.toReversed()
		.map(({ leaves }) => {
			const leaf = leaves[left % leaves.length] ?? '';
			left = Math.floor(left / leaves.length);
			return leaf;
		})
		.reverse();
}

function keyAttributes(key: string): string[] {
	return (JSON.parse(`[${key}]`) as [string, string][]).map(([id]) => id);
}
