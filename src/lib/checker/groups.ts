// Everything a reader can name: the groups that tables count, and how they add up.
import { margin } from '../schema/cell.ts';
import type { PublishedCell } from '../schema/cell.ts';
import { CheckError, codesOf, combine, groupOf, placeName, type Question } from './grid.ts';

/** A group of units, the first place where it stands, and what is published about it. */
export interface Group {
	readonly name: string;
	readonly value: number | null;
}

/** One group as the sum of others, by their keys. */
export interface Sum {
	readonly whole: string;
	readonly parts: readonly string[];
}

/**
 * Reads the cells of a release into groups.
 *
 * @throws {CheckError} when a cell is missing, is there twice or is in no table, or when two cells that count the
 *   same units differ
 */
export function readGroups(
	questions: readonly Question[],
	cells: readonly PublishedCell[]
): Map<string, Group> {
	const values = new Map<string, number | null>();
	for (const { table, categories, value } of cells) {
		const name = `${table}: ${categories.join(', ')}`;
		if (values.has(name)) throw new CheckError(name, 'stands there twice');
		values.set(name, value);
	}
	const groups = new Map<string, Group>();
	for (const question of questions) {
		for (const codes of combine(question.attributes.map(codesOf))) {
			const name = placeName(question, codes);
			const value = values.get(name);
			if (value === undefined) throw new CheckError(name, 'is missing');
			values.delete(name);
			const key = groupOf(question, codes);
			const other = groups.get(key);
			if (other && other.value !== value) {
				throw new CheckError(name, `differs from ${other.name}, which counts the same units`);
			}
			groups.set(key, other ?? { name, value });
		}
	}
	for (const name of values.keys()) throw new CheckError(name, 'is in no table');
	return groups;
}

/** Sum of the numbers of some groups; one that has none counts as empty. */
export function totalOf(counts: ReadonlyMap<string, number>, keys: readonly string[]): number {
	return keys.reduce((total, key) => total + (counts.get(key) ?? 0), 0);
}

/** Every relation between groups: a category is the sum of its children, in every context. */
export function readSums(questions: readonly Question[]): Sum[] {
	const sums = new Map<string, Sum>();
	for (const question of questions) {
		for (const [position, attribute] of question.attributes.entries()) {
			const contexts = combine(
				question.attributes.map((other, index) => (index === position ? [margin] : codesOf(other)))
			);
			for (const parent of codesOf(attribute)) {
				const children = attribute.categories.filter((category) => category.parent === parent);
				if (children.length === 0) continue;
				for (const context of contexts) {
					const keyOf = (code: string) => groupOf(question, context.with(position, code));
					const sum = { whole: keyOf(parent), parts: children.map(({ code }) => keyOf(code)) };
					sums.set(JSON.stringify(sum), sum);
				}
			}
		}
	}
	return [...sums.values()];
}
