// Groups of which nobody may know that they exist and are small, besides single cells.
import { codesOf, combine, groupOf, isRest, pathOf, type Question } from './grid.ts';
import type { Group, Sum } from './groups.ts';

/** A group made by adding and subtracting groups. */
export interface Combination {
	readonly name: string;
	readonly plus: readonly string[];
	readonly minus: readonly string[];
}

/** The hidden parts of every sum together, differences of nested groups, and hidden runs of a listed order. */
export function combinations(
	questions: readonly Question[],
	groups: ReadonlyMap<string, Group>,
	sums: readonly Sum[]
): Combination[] {
	const nameOf = (key: string) => groups.get(key)?.name ?? key;
	const isHidden = (key: string) => groups.get(key)?.value === null;
	const hiddenParts = sums.map(({ whole, parts }) => ({
		name: `hidden parts of ${nameOf(whole)}`,
		plus: parts.filter(isHidden),
		minus: []
	}));
	return [
		...hiddenParts.filter(({ plus }) => plus.length > 0),
		...questions.flatMap((question) => nested(question, nameOf)),
		...questions.flatMap((question) => runs(question, isHidden, nameOf))
	];
}

function nested(question: Question, nameOf: (key: string) => string): Combination[] {
	return combine(question.attributes.map(codesOf)).flatMap((codes) => {
		const inner = groupOf(question, codes);
		const paths = question.attributes.map((attribute, index) =>
			pathOf(attribute, codes[index] ?? '')
		);
		return combine(paths)
			.map((wider) => groupOf(question, wider))
			.filter((outer) => outer !== inner)
			.map((outer) => ({
				name: `${nameOf(outer)} without ${nameOf(inner)}`,
				plus: [outer],
				minus: [inner]
			}));
	});
}

/** Leaves with which a listed order starts or ends, as long as they are hidden, in every context. */
function runs(
	question: Question,
	isHidden: (key: string) => boolean,
	nameOf: (key: string) => string
): Combination[] {
	const found: Combination[] = [];
	for (const [position, attribute] of question.attributes.entries()) {
		const leaves = attribute.leaves.filter((code) => !isRest(code));
		const contexts = combine(
			question.attributes.map((other, index) => (index === position ? [''] : codesOf(other)))
		);
		for (const context of contexts) {
			const keys = leaves.map((code) => groupOf(question, context.with(position, code)));
			for (const order of [keys, keys.toReversed()]) {
				for (let size = 1; size <= order.length && isHidden(order[size - 1] ?? ''); size += 1) {
					const plus = order.slice(0, size);
					found.push({
						name: `${nameOf(plus[0] ?? '')} and the next ${size - 1}`,
						plus,
						minus: []
					});
				}
			}
		}
	}
	return found;
}
