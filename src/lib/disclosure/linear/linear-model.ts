// Everything published together as unknown counts and sums: the attacker's linear model.
import { combinations, margin } from '../../schema/cell.ts';
import type { PublishedDimension, PublishedTable } from '../../schema/release.ts';
import type { Line, System } from '../system.ts';
import { toJoinTree, type Part } from './join-tree.ts';
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
	const axisOf = new Map(questions.flat().map((axis) => [axis.id, axis]));
	const axesOf = (ids: readonly string[]) => ids.flatMap((id) => axisOf.get(id) ?? []);
	const schemes = questions.map((axes) => axes.map(({ id }) => id));
	const tree = toJoinTree(schemes, (id) => axisOf.get(id)?.leaves.length ?? 1);
	const indices = new Map(system.keys.map((key, index) => [key, index]));
	const cellAt = (axes: readonly Axis[], codes: readonly string[]) => {
		const key = keyOf(axes, codes);
		const index = indices.get(key) ?? indices.size;
		indices.set(key, index);
		return index;
	};
	const joints: Line[] = [];
	const parts = tree.map(({ attributes, separator }, position) => {
		const axes = axesOf(attributes);
		const leaves = combinations(axes.map((axis) => axis.leaves));
		const atoms = leaves.map((codes) => cellAt(axes, codes));
		const inner = [
			...schemes.filter((scheme) => scheme.every((id) => attributes.includes(id))),
			separator,
			...tree.slice(position + 1).map((later) => later.separator)
		].filter((ids) => ids.length < attributes.length && ids.every((id) => attributes.includes(id)));
		for (const ids of inner) joints.push(...sumsOver(axes, axesOf(ids), leaves, atoms, cellAt));
		return { axes, atoms };
	});
	const attributesOf = new Map<number, readonly string[]>();
	for (const axes of [...questions, ...parts.map((part) => part.axes)]) {
		for (const codes of combinations(axes.map((axis) => [margin, ...axis.codes]))) {
			const cell = indices.get(keyOf(axes, codes));
			const ids = axes.filter((_, index) => codes[index] !== margin).map(({ id }) => id);
			if (cell !== undefined) attributesOf.set(cell, ids);
		}
	}
	const lines = independent([...system.lines, ...joints], tree, attributesOf);
	return { keys: [...indices.keys()], shown: system.keys.length, lines, parts };
}

/** Each leaf cell of some axes of a part is the sum of the part's finest cells below it. */
function sumsOver(
	axes: readonly Axis[],
	some: readonly Axis[],
	leaves: readonly (readonly string[])[],
	atoms: readonly number[],
	cellAt: (axes: readonly Axis[], codes: readonly string[]) => number
): Line[] {
	const sums = new Map<number, number[]>();
	for (const [index, codes] of leaves.entries()) {
		const parent = cellAt(
			axes,
			codes.map((code, at) => (some.some(({ id }) => id === axes[at]?.id) ? code : margin))
		);
		sums.set(parent, [...(sums.get(parent) ?? []), atoms[index] ?? 0]);
	}
	return [...sums].map(([parent, children]) => ({ parent, children }));
}

/** Key of a cell as the system writes it; a joint of two codes of a set, which no table shows, keeps them apart. */
function keyOf(axes: readonly Axis[], codes: readonly string[]): string {
	const parts = axes.map((axis, index) => axis.keyParts(codes[index] ?? margin));
	if (parts.filter(({ length }) => length > 1).length < 2) return parts.flat().sort().join('|');
	return parts.map((some) => some.join('&')).join('|');
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
