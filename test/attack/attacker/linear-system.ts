// Everything published as one linear system over imagined joint counts.
import { toJoints, type Joint } from './joints.ts';
import { countsBehind, type Range, type ReadRelease } from './published.ts';
import { readQuestions, tells, type Attribute, type Question } from './questions.ts';

/** A sum of unknowns by column. */
export type Sum = ReadonlyMap<number, number>;

/** A sum that lies between two bounds. */
export interface Constraint extends Range {
	readonly sum: Sum;
}

/** A group of units that a table counts, once, wherever it stands. */
export interface Group {
	readonly name: string;
	readonly key: string;
	readonly sum: Sum;
	readonly value: number | null;
	/** Which leaves a member has, by attribute. */
	readonly has: (leafOf: LeafOf) => boolean;
}

/** The leaf of one unit in an attribute. */
export type LeafOf = (attribute: Attribute) => string;

export interface LinearSystem {
	readonly columns: number;
	readonly questions: readonly Question[];
	readonly groups: ReadonlyMap<string, Group>;
	/** Keys of the groups that cells count, by the cell's `table: code, code`. */
	readonly keys: ReadonlyMap<string, string>;
	/** Equal margins of joints that share attributes. */
	readonly ties: readonly Constraint[];
	/** Cells that are hidden in one place and shown in another, or shown twice with different numbers. */
	readonly differing: readonly string[];
}

interface Block {
	readonly axes: readonly Attribute[];
	readonly from: number;
	readonly atoms: readonly (readonly string[])[];
}

/** Largest number of unknowns; a release with more needs another attacker. */
const mostColumns = 60_000;

/** Builds the system of a release. Of a cell that is hidden in one table and shown in another the number counts. */
export function toLinearSystem(release: ReadRelease): LinearSystem {
	const questions = readQuestions(release);
	const joints = toJoints(questions);
	const blocks: Block[] = [];
	let columns = 0;
	for (const { attributes } of joints) {
		const axes = attributes.filter(
			(one) => !attributes.some((other) => other !== one && tells(other, one))
		);
		const atoms = combine(axes.map(({ leaves }) => leaves));
		blocks.push({ axes, from: columns, atoms });
		columns += atoms.length;
	}
	if (columns > mostColumns) throw new Error(`${columns} unknowns are too many for this attacker`);
	const groups = new Map<string, Group>();
	const keys = new Map<string, string>();
	const differing: string[] = [];
	for (const question of questions) {
		for (const { name, codes, value } of question.cells) {
			const conditions = toConditions(question, codes);
			const key = keyOf(conditions);
			keys.set(name, key);
			const before = groups.get(key);
			if (before && before.value !== value) differing.push(name);
			if (before && (before.value !== null || value === null)) continue;
			const block = blocks.find(({ axes }) =>
				question.attributes.every((one) => axes.some((axis) => tells(axis, one)))
			);
			if (!block) throw new Error(`${name} lies in no joint`);
			const has = (leafOf: LeafOf) =>
				conditions.every(({ attribute, code }) =>
					attribute.pathOf(leafOf(attribute)).includes(code)
				);
			groups.set(key, { name, key, sum: sumOver(block, conditions), value, has });
		}
	}
	return { columns, questions, groups, keys, ties: toTies(joints, blocks), differing };
}

/** What the published numbers say about the sums, fewer by `own` for the units in a group that the reader knows. */
export function publishedConstraints(
	{ groups }: LinearSystem,
	{ manifest }: ReadRelease,
	own: (group: Group) => number = () => 0
): Constraint[] {
	return [...groups.values()].flatMap((group) => {
		if (group.value === null) return [];
		const { low, high } = countsBehind(group.value, manifest.policy);
		return [{ sum: group.sum, low: low - own(group), high: high - own(group) }];
	});
}

/** Key of the group with these codes in a question, `undefined` where no row shows it. */
export function groupAt(
	{ groups }: LinearSystem,
	question: Question,
	codes: readonly string[]
): Group | undefined {
	return groups.get(keyOf(toConditions(question, codes)));
}

interface Condition {
	readonly attribute: Attribute;
	readonly code: string;
}

function toConditions({ attributes }: Question, codes: readonly string[]): Condition[] {
	return attributes
		.map((attribute, index) => ({ attribute, code: codes[index] ?? '*' }))
		.filter(({ code }) => code !== '*');
}

function keyOf(conditions: readonly Condition[]): string {
	return conditions
		.map(({ attribute, code }) => JSON.stringify([attribute.dimension, code]))
		.sort()
		.join();
}

function sumOver(
	{ axes, from, atoms }: Block,
	conditions: readonly Condition[]
): Map<number, number> {
	const tests = conditions.map(({ attribute, code }) => {
		const at = axes.findIndex((axis) => tells(axis, attribute));
		const leaves = axes[at]?.leaves.filter((leaf) => axes[at]?.pathOf(leaf).includes(code)) ?? [];
		return { at, leaves: new Set(leaves) };
	});
	const sum = new Map<number, number>();
	for (const [index, atom] of atoms.entries()) {
		if (tests.every(({ at, leaves }) => leaves.has(atom[at] ?? ''))) sum.set(from + index, 1);
	}
	return sum;
}

function toTies(joints: readonly Joint[], blocks: readonly Block[]): Constraint[] {
	return joints.flatMap(({ host, tiedOn }, position) => {
		const [block, other] = [blocks[position], blocks[host ?? -1]];
		if (!block || !other) return [];
		const finest = tiedOn.filter((one) => !tiedOn.some((fine) => fine !== one && tells(fine, one)));
		return combine(finest.map(({ leaves }) => leaves)).map((codes) => {
			const conditions = finest.map((attribute, index) => ({
				attribute,
				code: codes[index] ?? ''
			}));
			const sum = sumOver(block, conditions);
			for (const column of sumOver(other, conditions).keys()) sum.set(column, -1);
			return { sum, low: 0, high: 0 };
		});
	});
}

function combine(lists: readonly (readonly string[])[]): string[][] {
	return lists.reduce<string[][]>(
		(rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])),
		[[]]
	);
}
