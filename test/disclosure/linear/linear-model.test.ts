import { expect, test } from 'vitest';
import { toLinearModel } from '../../../src/lib/disclosure/linear/linear-model.ts';
import { toSystem } from '../../../src/lib/disclosure/system.ts';
import type { PublishedDimension, PublishedTable } from '../../../src/lib/schema/release.ts';

const flat = (id: string, codes: readonly string[]): PublishedDimension => ({
	id,
	title: id,
	additive: true,
	categories: codes.map((code) => ({ code, parent: '*' }))
});

const dimensions: PublishedDimension[] = [
	{
		...flat('version', ['2']),
		categories: [
			{ code: '2', parent: '*' },
			{ code: '2.0', parent: '2' },
			{ code: '2.1', parent: '2' },
			{ code: '2.1.7', parent: '2.1' },
			{ code: '2.1.8', parent: '2.1' },
			{ code: '2.1 other', parent: '2.1' },
			{ code: '2 other', parent: '2' },
			{ code: 'other', parent: '*' }
		]
	},
	flat('platform', ['docker', 'k8s']),
	flat('rules', ['yes', 'no'])
];

function toModel(depth: number | undefined) {
	const table = (...ids: string[]): PublishedTable => ({
		id: ids.join('_by_'),
		title: '',
		dimensions: ids
	});
	const cut = { ...table('version', 'rules'), ...(depth ? { depth: { version: depth } } : {}) };
	const tables = [table('version', 'platform'), cut, table('rules', 'platform')];
	return toLinearModel(toSystem(tables, dimensions), tables, dimensions);
}

test('a ring whose tables show a hierarchy to different depths is joint only as deep as the shallowest', () => {
	const { parts } = toModel(2);
	expect(
		parts
			.map(({ axes }) =>
				axes
					.map(({ id }) => id)
					.sort()
					.join()
			)
			.sort()
	).toEqual(['platform,rules,version@2', 'platform,version']);
	const sizes = parts.map(({ atoms }) => atoms.length).sort((a, b) => a - b);
	expect(sizes).toEqual([12, 16]);
});

test('a depth that leaves nothing out makes no attribute of its own', () => {
	const [cut, whole] = [toModel(3), toModel(undefined)];
	expect(cut.keys).toEqual(whole.keys);
	expect(cut.lines).toEqual(whole.lines);
});

test('the table shows no category below its depth', () => {
	const { keys, shown } = toModel(2);
	const withRules = keys.slice(0, shown).filter((key) => key.includes('rules='));
	expect(withRules.some((key) => key.includes('version=2.1'))).toBe(true);
	expect(withRules.some((key) => key.includes('version=2.1.7'))).toBe(false);
});

test('every world of a real fleet keeps all lines', () => {
	const { keys, lines } = toModel(2);
	const leaves = ['2.0', '2.1.7', '2.1.8', '2.1 other', '2 other', 'other'];
	const parentOf = new Map(
		dimensions.flatMap(({ categories }) => categories.map(({ code, parent }) => [code, parent]))
	);
	const isIn = (code: string, leaf: string): boolean =>
		code === leaf || (leaf !== '*' && isIn(code, parentOf.get(leaf) ?? '*'));
	let seed = 1;
	const units = leaves.flatMap((version) =>
		['docker', 'k8s'].flatMap((platform) =>
			['yes', 'no'].map((rules) => ({
				unit: new Map(Object.entries({ version, platform, rules })),
				count: (seed = (seed * 37) % 101)
			}))
		)
	);
	const count = (key: string) =>
		units
			.filter(({ unit }) =>
				key
					.split('|')
					.filter(Boolean)
					.every((part) => {
						const [id = '', code = ''] = part.split('=');
						return isIn(code, unit.get(id) ?? '');
					})
			)
			.reduce((sum, one) => sum + one.count, 0);
	for (const { parent, children } of lines) {
		const sum = children.reduce((total, child) => total + count(keys[child] ?? ''), 0);
		expect(sum, keys[parent]).toBe(count(keys[parent] ?? ''));
	}
});
