// Everything published together as unknown counts and sums: the attacker's linear model.
import { combinations, margin } from '../../schema/cell.ts';
import type { PublishedDimension, PublishedTable } from '../../schema/release.ts';
import type { Line, System } from '../system.ts';
import { toJoinTree, type Part } from './join-tree.ts';
import { Attributes, categoryIn, finestGroups } from './attributes.ts';
import { toQuestions, type Axis } from './question.ts';

/** A joint classification whose finest cells are unknowns. */
export interface ModelPart {
	readonly axes: readonly Axis[];
	/** Cell of every combination of leaves, the last axis running fastest. */
	readonly atoms: readonly number[];
}

/**
 * The cells of a system, in its order, then cells that no table shows but that must exist: joints of tables that
 * form a cycle. A world is a whole number ≥ 0 for every cell that keeps all `lines`.
 */
export interface LinearModel {
	readonly keys: readonly string[];
	/** How many cells, from the first, stand in tables. */
	readonly shown: number;
	/** The lines of the system and of the joint cells, without those that follow from others. */
	readonly lines: readonly Line[];
	readonly parts: readonly ModelPart[];
}

/** Builds the model from what is published anyway: nothing in it depends on a count. */
export function toLinearModel(
	system: System,
	tables: readonly PublishedTable[],
	dimensions: readonly PublishedDimension[]
): LinearModel {
	const questions = toQuestions(tables, dimensions);
	const attributes = new Attributes(questions.flat());
	const schemes = questions.map((axes) => attributes.closure(axes.map(({ id }) => id)));
	const tree = toJoinTree(schemes, (ids) => attributes.size(ids));
	const indices = new Map(system.keys.map((key, index) => [key, index]));
	const cellAt = (axes: readonly Axis[], codes: readonly string[]) => {
		const key = keyOf(axes, codes);
		const index = indices.get(key) ?? indices.size;
		indices.set(key, index);
		return index;
	};
	const joints: Line[] = [];
	const parts = tree.map((part, position) => {
		const axes = attributes.axes(attributes.finest(part.attributes));
		const leaves = finestGroups(axes);
		const atoms = leaves.map((codes) => cellAt(axes, codes));
		const inner = [
			...schemes,
			part.separator,
			...tree.slice(position + 1).map((later) => later.separator)
		].filter((ids) => ids.length < part.attributes.length && isWithin(ids, part.attributes));
		for (const ids of new Map(inner.map((ids) => [ids.join(' '), ids])).values()) {
			const some = attributes.axes(attributes.finest(ids));
			joints.push(...sumsOver(axes, some, leaves, atoms, cellAt));
		}
		return { axes, atoms };
	});
	const attributesOf = new Map<number, readonly string[]>();
	for (const axes of [...questions, ...parts.map((part) => part.axes)]) {
		for (const some of combinations(axes.map((axis) => [[], [axis]]))) {
			const classified = some.flat();
			const ids = attributes.closure(classified.map(({ id }) => id));
			for (const codes of combinations(classified.map((axis) => axis.codes))) {
				const cell = indices.get(keyOf(classified, codes));
				if (cell === undefined) continue;
				const before = attributesOf.get(cell);
				if (!before || ids.length < before.length) attributesOf.set(cell, ids);
			}
		}
	}
	const lines = independent([...system.lines, ...joints], tree, attributesOf);
	return { keys: [...indices.keys()], shown: system.keys.length, lines, parts };
}

/** Each finest group of some axes is the sum of the part's finest groups inside it. */
function sumsOver(
	axes: readonly Axis[],
	some: readonly Axis[],
	leaves: readonly (readonly string[])[],
	atoms: readonly number[],
	cellAt: (axes: readonly Axis[], codes: readonly string[]) => number
): Line[] {
	const finer = some.map((axis) => axes.findIndex(({ dimension }) => dimension === axis.dimension));
	const sums = new Map<number, number[]>();
	for (const [index, codes] of leaves.entries()) {
		const parent = cellAt(
			some,
			some.map((axis, at) => {
				const from = axes[finer[at] ?? 0];
				return from ? categoryIn(axis, from, codes[finer[at] ?? 0] ?? '') : margin;
			})
		);
		const children = sums.get(parent);
		const atom = atoms[index] ?? 0;
		if (children) children.push(atom);
		else sums.set(parent, [atom]);
	}
	return [...sums]
		.filter(([parent, children]) => !children.includes(parent))
		.map(([parent, children]) => ({ parent, children }));
}

function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
	return inner.every((id) => outer.includes(id));
}

/** Key of a cell as the system writes it; a joint of two codes of a set, which no table shows, keeps them apart. */
function keyOf(axes: readonly Axis[], codes: readonly string[]): string {
	const parts = axes
		.map((axis, index) => axis.keyParts(codes[index] ?? margin))
		.filter(({ length }) => length > 0);
	const sets = parts.filter(({ length }) => length > 1).length;
	return (sets < 2 ? parts.flat() : parts.map((some) => some.join('&'))).sort().join('|');
}

/**
 * Leaves out lines that follow from others: within a part every cell but the finest is defined once, by a short
 * line, as a sum of finer cells, so that all its other lines hold by themselves.
 */
function independent(
	lines: readonly Line[],
	tree: readonly Part[],
	attributesOf: ReadonlyMap<number, readonly string[]>
): Line[] {
	const waiting = lines
		.map((line) => ({ line, attributes: attributesOf.get(line.children[0] ?? 0) ?? [] }))
		.sort((a, b) => a.line.children.length - b.line.children.length);
	const kept = new Set<(typeof waiting)[number]>();
	for (const { attributes: part } of tree) {
		const inside = waiting.filter(({ attributes }) => attributes.every((id) => part.includes(id)));
		const defined = new Set(inside.filter((one) => kept.has(one)).map(({ line }) => line.parent));
		for (const one of inside) {
			if (defined.has(one.line.parent)) continue;
			defined.add(one.line.parent);
			kept.add(one);
		}
	}
	return waiting.filter((one) => kept.has(one)).map(({ line }) => line);
}
