// What a reader can name: hidden cells, the hidden rest of every line, differences of nested groups, ends of an order.
import { groupAt, type Group, type LinearSystem, type Sum } from './linear-system.ts';
import type { Attribute, Question } from './questions.ts';

/** A sum that a reader would like to know. */
export interface Target {
	readonly name: string;
	readonly sum: Sum;
	/** A cell must stay open from 0 up to the ambiguity; any other group must be able to be empty or large. */
	readonly kind: 'cell' | 'group';
}

/** Everything to attack in a system, each group of units once. */
export function listTargets(system: LinearSystem): Target[] {
	const found = new Map<string, Target>();
	const add = (target: Target) => {
		const key = `${target.kind} ${[...target.sum].sort(([a], [b]) => a - b).join(' ')}`;
		if (target.sum.size > 0 && !found.has(key)) found.set(key, target);
	};
	for (const { name, sum, value } of system.groups.values()) {
		if (value === null) add({ name, sum, kind: 'cell' });
	}
	for (const question of system.questions) {
		for (const [position, attribute] of question.attributes.entries()) {
			for (const context of contextsOf(question, position)) {
				const at = (code: string) => groupAt(system, question, context.with(position, code));
				for (const target of [...lineTargets(attribute, at), ...endTargets(attribute, at)])
					add(target);
			}
		}
		for (const target of nestedTargets(system, question)) add(target);
	}
	return [...found.values()];
}

type At = (code: string) => Group | undefined;

function contextsOf(question: Question, position: number): (readonly string[])[] {
	const contexts = question.cells.filter(({ codes }) => codes[position] === '*');
	return contexts.map(({ codes }) => codes);
}

/** Codes that an attribute shows, each with the code above it. */
function family(attribute: Attribute): Map<string, string> {
	const parentOf = new Map<string, string>();
	for (const leaf of attribute.leaves) {
		const path = [...attribute.pathOf(leaf), '*'];
		for (const [index, code] of path.slice(0, -1).entries())
			parentOf.set(code, path[index + 1] ?? '*');
	}
	return parentOf;
}

function lineTargets(attribute: Attribute, at: At): Target[] {
	const parentOf = family(attribute);
	return [...new Set(parentOf.values())].map((parent): Target => {
		const children = [...parentOf].flatMap(([code, above]) => (above === parent ? [code] : []));
		const hidden = children.map(at).filter((child) => child?.value === null);
		return {
			name: `hidden parts of ${at(parent)?.name ?? parent}`,
			sum: add(hidden.map((child) => child?.sum ?? new Map<number, number>())),
			kind: 'group'
		};
	});
}

/** The first hidden leaves of a listed order, and the last; a merged rest has no place in it. */
function endTargets(attribute: Attribute, at: At): Target[] {
	const ordered = attribute.leaves.filter((code) => code !== 'other' && !code.endsWith(' other'));
	return [ordered, ordered.toReversed()].flatMap((order) => {
		const groups = order.map(at);
		const shown = groups.findIndex((group) => group?.value !== null);
		const hidden = shown < 0 ? groups : groups.slice(0, shown);
		return hidden.slice(1).map((last, index): Target => ({
			name: `${hidden[0]?.name ?? ''} to ${last?.name ?? ''}`,
			sum: add(hidden.slice(0, index + 2).map((group) => group?.sum ?? new Map<number, number>())),
			kind: 'group'
		}));
	});
}

function nestedTargets(system: LinearSystem, question: Question): Target[] {
	return question.cells.flatMap(({ codes }) => {
		const inner = groupAt(system, question, codes);
		const paths = question.attributes.map((attribute, index) => {
			const code = codes[index] ?? '*';
			return code === '*' ? ['*'] : [...attribute.pathOf(code), '*'];
		});
		return combine(paths).flatMap((wider): Target[] => {
			const outer = groupAt(system, question, wider);
			if (!inner || !outer || inner.key === outer.key) return [];
			return [
				{
					name: `${outer.name} without ${inner.name}`,
					sum: subtract(outer.sum, inner.sum),
					kind: 'group'
				}
			];
		});
	});
}

function add(sums: readonly Sum[]): Sum {
	const total = new Map<number, number>();
	for (const sum of sums) {
		for (const [column, factor] of sum) total.set(column, (total.get(column) ?? 0) + factor);
	}
	return total;
}

/** Both groups may lie in different joints; columns in both cancel out. */
function subtract(whole: Sum, part: Sum): Sum {
	const rest = new Map(whole);
	for (const [column, factor] of part) {
		const left = (rest.get(column) ?? 0) - factor;
		if (left === 0) rest.delete(column);
		else rest.set(column, left);
	}
	return rest;
}

function combine(lists: readonly (readonly string[])[]): string[][] {
	return lists.reduce<string[][]>(
		(rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])),
		[[]]
	);
}
