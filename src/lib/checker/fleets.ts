// The worlds of a certificate, counted as one counts a real fleet.
import { margin } from '../schema/cell.ts';
import type { CertifiedWorld } from '../schema/proof/certificate.ts';
import { CheckError, combine, groupOf, pathOf, type Attribute, type Question } from './grid.ts';

/** Units per group. Groups without units are left out. */
export type Fleet = ReadonlyMap<string, number>;

/** One of the codes that make a group. */
type KeyCode = readonly [dimension: string, code: string];

/** A part of a certificate, ready for counting. */
export interface Part {
	readonly name: string;
	/** Number of finest groups. */
	readonly positions: number;
	/** Every group in which a unit of the finest group at a position counts. */
	readonly groupsAt: (position: number) => readonly string[];
	/** The categories that make the finest group at a position. */
	readonly codesAt: (position: number) => readonly string[];
	/** Whether the part counts a group. */
	readonly counts: (key: string) => boolean;
}

/**
 * Checks that the parts can describe whole fleets: every question lies inside a part, and what a part shares with
 * all before it, it shares with one of them. Then parts that agree where they overlap fit together.
 *
 * @throws {CheckError} naming the question or attribute at fault
 */
export function readParts(
	parts: readonly (readonly string[])[],
	questions: readonly Question[]
): Part[] {
	const known = new Map(
		questions.flatMap(({ attributes }) => attributes).map((one) => [one.id, one])
	);
	const read = parts.map((part) =>
		part.map((id) => {
			const attribute = known.get(id);
			if (!attribute) throw new CheckError(id, 'is an attribute of no table');
			return attribute;
		})
	);
	for (const { table, attributes } of questions) {
		if (!read.some((part) => attributes.every((one) => isTold(one, part)))) {
			throw new CheckError(table, 'lies in no part of the certificate');
		}
	}
	for (const [index, part] of read.entries()) {
		const before = read.slice(0, index);
		const shared = [...known.values()].filter(
			(one) => isTold(one, part) && before.some((other) => isTold(one, other))
		);
		const fits = index === 0 || before.some((other) => shared.every((one) => isTold(one, other)));
		if (!fits || new Set(part.map(({ dimension }) => dimension)).size < part.length) {
			throw new CheckError(
				part.map(({ id }) => id).join(' by '),
				'does not fit the parts before it'
			);
		}
	}
	return read.map((part) => toPart(part, inPart(part, questions, read)));
}

/** Whether a part tells an attribute's value: it has that attribute, or the same dimension to a greater depth. */
function isTold(attribute: Attribute, part: readonly Attribute[]): boolean {
	return part.some(
		({ dimension, categories }) =>
			dimension === attribute.dimension && categories.length >= attribute.categories.length
	);
}

/**
 * Counts a world's fleet in every group.
 *
 * @throws {CheckError} naming the group on which the parts disagree, or the part that is not a list of counts
 */
export function countFleet(world: CertifiedWorld, parts: readonly Part[]): Fleet {
	const fleet = new Map<string, number>();
	if (world.counts.length !== parts.length) throw new CheckError('certificate', 'lacks a part');
	for (const [index, part] of parts.entries()) {
		const own = countPart(world.counts[index] ?? [], part);
		if ((own.get('') ?? 0) !== world.total) {
			throw new CheckError(
				`total of ${part.name}`,
				`a world has ${own.get('') ?? 0} units there and says ${world.total}`
			);
		}
		for (const [key, other] of fleet) {
			const count = own.get(key) ?? 0;
			if (count !== other && part.counts(key)) {
				throw new CheckError(key, `two parts of a world count ${other} and ${count}`);
			}
		}
		for (const [key, count] of own) {
			const other = fleet.get(key);
			if (other === undefined && parts.slice(0, index).some((before) => before.counts(key))) {
				throw new CheckError(key, `two parts of a world count 0 and ${count}`);
			}
			fleet.set(key, count);
		}
	}
	return fleet;
}

function countPart(pairs: readonly number[], part: Part): Map<string, number> {
	const units = new Map<string, number>();
	for (let index = 0; index < pairs.length; index += 2) {
		const [position = -1, count] = [pairs[index], pairs[index + 1]];
		if (count === undefined || position >= part.positions || position < 0) {
			throw new CheckError(part.name, 'a world has no such group');
		}
		for (const key of part.groupsAt(position)) units.set(key, (units.get(key) ?? 0) + count);
	}
	return units;
}

/** Looks every position and key up once, as worlds mostly fill the same groups. */
function toPart(attributes: readonly Attribute[], questions: readonly Question[]): Part {
	const groups = new Map<number, readonly string[]>();
	const counted = new Map<string, boolean>();
	return {
		name: attributes.map(({ id }) => id).join(' by '),
		positions: attributes.reduce((size, { leaves }) => size * leaves.length, 1),
		groupsAt: (position) => {
			const known = groups.get(position);
			if (known) return known;
			const leaves = leavesAt(position, attributes);
			const keys = questions.flatMap((question) => groupsOf(question, attributes, leaves));
			const found = [...new Set(keys).add('')];
			groups.set(position, found);
			return found;
		},
		codesAt: (position) => leavesAt(position, attributes),
		counts: (key) => {
			const known = counted.get(key);
			if (known !== undefined) return known;
			const codes = keyCodes(key);
			const found = questions.some((question) => hasGroup(question, codes));
			counted.set(key, found);
			return found;
		}
	};
}

/** Whether a question asks for a group. */
function hasGroup({ attributes }: Question, codes: readonly KeyCode[]): boolean {
	return codes.every(([dimension, code]) =>
		attributes.some(
			(one) =>
				one.dimension === dimension && one.categories.some((category) => category.code === code)
		)
	);
}

/** Questions that a part answers: those inside it, and what it shares with every other part. */
function inPart(
	part: readonly Attribute[],
	questions: readonly Question[],
	parts: readonly (readonly Attribute[])[]
): Question[] {
	const overlaps = parts
		.filter((other) => other !== part)
		.map((other): Question => {
			const shared = [...part, ...other].filter((one) => isTold(one, part) && isTold(one, other));
			const attributes = shared.filter(
				({ id }, at) => shared.findIndex((one) => one.id === id) === at
			);
			return { table: '', code: undefined, attributes };
		});
	const inside = questions.filter(({ attributes }) => attributes.every((one) => isTold(one, part)));
	return [...inside, ...overlaps];
}

/** Every group of a question in which a unit with these leaves counts. */
function groupsOf(
	question: Question,
	part: readonly Attribute[],
	leaves: readonly string[]
): string[] {
	const paths = question.attributes.map((attribute) => {
		const at = part.findIndex(({ dimension }) => dimension === attribute.dimension);
		const path = part[at] ? pathOf(part[at], leaves[at] ?? '') : [];
		return path.filter(
			(code) => code === margin || attribute.categories.some((category) => category.code === code)
		);
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

function keyCodes(key: string): KeyCode[] {
	return JSON.parse(`[${key}]`) as KeyCode[];
}
