import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toJoinTree } from '../../../src/lib/disclosure/linear/join-tree.ts';

const size = () => 3;

describe('tables without a cycle stay apart', () => {
	test('a star keeps one part per table', () => {
		const parts = toJoinTree([['version', 'platform'], ['os', 'platform'], ['arch']], size);
		expect(parts.map(({ attributes }) => attributes.join()).sort()).toEqual([
			'arch',
			'os,platform',
			'platform,version'
		]);
	});

	test('a table inside another needs no part', () => {
		expect(toJoinTree([['a', 'b'], ['a'], ['a', 'b']], size)).toHaveLength(1);
	});
});

test('three two-way tables in a ring are known jointly', () => {
	const ring = [
		['version', 'platform'],
		['rules', 'version'],
		['platform', 'rules'],
		['os', 'platform']
	];
	const parts = toJoinTree(ring, size).map(({ attributes }) => attributes.join());
	expect(parts).toContain('platform,rules,version');
	expect(parts).toContain('os,platform');
	expect(parts).toHaveLength(2);
});

test('a ring of four needs two parts of three, not one of four', () => {
	const parts = toJoinTree(
		[
			['a', 'b'],
			['b', 'c'],
			['c', 'd'],
			['d', 'a']
		],
		size
	);
	expect(parts.map(({ attributes }) => attributes.length)).toEqual([3, 3]);
});

test('parts cover every table, hold no other part, and overlap as a tree', () => {
	const scheme = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), {
		minLength: 1,
		maxLength: 3
	});
	fc.assert(
		fc.property(fc.array(scheme, { minLength: 1, maxLength: 8 }), (schemes) => {
			const parts = toJoinTree(schemes, size);
			const within = (some: readonly string[], all: readonly string[]) =>
				some.every((id) => all.includes(id));
			for (const scheme of schemes) {
				expect(parts.some(({ attributes }) => within(scheme, attributes))).toBe(true);
			}
			for (const [index, { attributes, separator }] of parts.entries()) {
				const before = parts.slice(0, index);
				const shared = attributes.filter((id) =>
					before.some((other) => other.attributes.includes(id))
				);
				expect(separator).toEqual(shared);
				expect(index === 0 || before.some((other) => within(separator, other.attributes))).toBe(
					true
				);
				const others = parts.filter((_, at) => at !== index);
				expect(others.some((other) => within(attributes, other.attributes))).toBe(false);
			}
		})
	);
});
