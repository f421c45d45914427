// Finds what a source file says in words of its own instead of taking them from the texts.
import { parse } from 'svelte/compiler';

/** Attributes, and properties of components, that a reader sees or hears. */
const saidAttributes = new Set([
	...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext'],
	...['title', 'placeholder', 'alt', 'label', 'content', 'caption', 'detail', 'text', 'summary']
]);

/** What is typed or pressed as it stands, in any language. */
const codeElements = new Set(['code', 'kbd', 'samp', 'script', 'style']);

/** Values that previews of links know as codes. */
const metaCodes = new Set(['website', 'summary_large_image']);

/** Two words, or one beside a value; the size of a font is none. */
const phrase = /\p{L}{2}(?<!\bpx|\dpx|\$px),? [\p{L}$]|\$ \p{L}{2}/u;

interface Node {
	readonly type: string;
	readonly [key: string]: unknown;
}

/** Words in the markup of a component: text, attributes that are said, and strings that expressions there give. */
export function wordsInMarkup(component: string): string[] {
	const { fragment } = parse(component, { modern: true });
	return inMarkup(fragment as unknown as Node)
		.filter((text) => /\p{L}{2}/u.test(text))
		.map((text) => text.trim());
}

/**
 * Strings of several words in a script, of `.ts` files or above the markup of components. What errors and the API say
 * of a parameter are none: `throw`, a `reason`, or `expected …`.
 */
export function phrasesInScript(source: string): string[] {
	const component = source.includes('<script') ? source : `<script lang="ts">${source}</script>`;
	const { instance } = parse(component, { modern: true });
	if (!instance) return [];
	return inScript(instance.content as unknown as Node).filter(
		(text) => phrase.test(text) && !text.startsWith('expected ')
	);
}

function inMarkup(node: Node): string[] {
	switch (node.type) {
		case 'Text':
			return [textOf(node)];
		case 'ExpressionTag':
			return resultsOf(node['expression'] as Node);
		case 'Attribute':
			return saidAttributes.has(String(node['name']))
				? childrenOf(node)
						.flatMap(inMarkup)
						.filter((text) => node['name'] !== 'content' || !metaCodes.has(text))
				: [];
		case 'RegularElement': {
			const isCode = codeElements.has(String(node['name']));
			return childrenOf(node)
				.filter(({ type }) => !isCode || type === 'Attribute')
				.flatMap(inMarkup);
		}
		default:
			return childrenOf(node).flatMap(inMarkup);
	}
}

/** The strings that an expression can come out as. */
function resultsOf(expression: Node): string[] {
	const parts = (...names: string[]) =>
		names.flatMap((name) => resultsOf(expression[name] as Node));
	switch (expression.type) {
		case 'Literal':
			return typeof expression['value'] === 'string' ? [expression['value']] : [];
		case 'TemplateLiteral':
			return (expression['quasis'] as Node[]).map(textOf);
		case 'ConditionalExpression':
			return parts('consequent', 'alternate');
		case 'LogicalExpression':
		case 'BinaryExpression':
			return expression['operator'] === '===' ? [] : parts('left', 'right');
		default:
			return [];
	}
}

function inScript(node: Node): string[] {
	if (/^(Import|TS|Throw)/.test(node.type)) return [];
	const named = (node['key'] ?? node['id']) as Node | null | undefined;
	if (named?.['name'] === 'reason') return [];
	if (node.type === 'TemplateLiteral') return [(node['quasis'] as Node[]).map(textOf).join('$')];
	if (node.type === 'Literal') return [textOf(node)];
	return childrenOf(node).flatMap(inScript);
}

function textOf(node: Node): string {
	const value = node['data'] ?? node['value'];
	const text = typeof value === 'object' && value && 'cooked' in value ? value.cooked : value;
	return typeof text === 'string' ? text.replace(/\s+/g, ' ') : '';
}

function childrenOf(node: Node): Node[] {
	return Object.values(node)
		.flat()
		.filter(
			(value): value is Node => typeof value === 'object' && value !== null && 'type' in value
		);
}
