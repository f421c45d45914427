// The text of a definition: JSON with comments, in which a problem has a line.
import {
	findNodeAtLocation,
	getNodeValue,
	parseTree,
	type Node,
	type ParseError
} from 'jsonc-parser';
import type { Problem } from '../../schema/problem.ts';
import { parseDefinition, type DefinedDataset } from './parse-definition.ts';

/** A problem and the line in which to look for it. */
export interface TextProblem extends Problem {
	readonly line: number;
}

/** What a text defines, or what is wrong with it. */
export type TextDefinition =
	{ readonly defined: DefinedDataset } | { readonly problems: readonly TextProblem[] };

/** Reads a definition from its text; commas behind the last item of a list do no harm. */
export function parseDefinitionText(text: string): TextDefinition {
	const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
	const errors: ParseError[] = [];
	const tree = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
	const [error] = errors;
	if (!tree || error) {
		return {
			problems: [{ line: lineOf(error?.offset ?? 0), field: '', reason: 'expected JSON' }]
		};
	}
	const special = findSpecial(tree);
	if (special) {
		const reason = `expected another name than ${String(special.value)}`;
		return { problems: [{ line: lineOf(special.offset), field: '', reason }] };
	}
	const parsed = parseDefinition(getNodeValue(tree));
	if ('defined' in parsed) return parsed;
	return {
		problems: parsed.problems.map((problem) => ({
			line: lineOf(nodeAt(tree, problem.field).offset),
			...problem
		}))
	};
}

/** The first name or text that every object has a meaning for, such as `__proto__`. */
function findSpecial(node: Node): Node | undefined {
	if (node.type === 'string' && String(node.value) in {}) return node;
	for (const child of node.children ?? []) {
		const found = findSpecial(child);
		if (found) return found;
	}
	return undefined;
}

/** The node at a dotted path, or the nearest one around it where the path leads to something that is left out. */
function nodeAt(tree: Node, field: string): Node {
	const path = field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
	for (let length = path.length; length > 0; length -= 1) {
		const node = findNodeAtLocation(tree, path.slice(0, length));
		if (node) return node;
	}
	return tree;
}
