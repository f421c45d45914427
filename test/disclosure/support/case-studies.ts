// The true cells of the disclosure cases as units, where a case is about tables of one period.
import { repeat, type Study, type Unit } from './publish-units.ts';

/** One table of one dimension from counts by code. */
function flat(counts: Readonly<Record<string, number>>): Study {
	return {
		dimensions: [{ id: 'kind', kind: 'codes', codes: Object.keys(counts) }],
		tables: ['kind'],
		units: Object.entries(counts).flatMap(([kind, count]) => repeat(count, { kind }))
	};
}

/** Two crossed dimensions from counts by pair. */
function crossed(counts: Readonly<Record<string, number>>, more: readonly Unit[] = []): Study {
	const pairs = Object.entries(counts).map(([pair, count]) => {
		const [row = '', column = ''] = pair.split(' ');
		return { row, column, count };
	});
	return {
		dimensions: [
			{ id: 'row', kind: 'codes', codes: [...new Set(pairs.map(({ row }) => row))] },
			{ id: 'column', kind: 'codes', codes: [...new Set(pairs.map(({ column }) => column))] }
		],
		tables: ['row+column'],
		units: [...pairs.flatMap(({ row, column, count }) => repeat(count, { row, column })), ...more]
	};
}

function versions(counts: Readonly<Record<string, number>>): Study {
	return {
		dimensions: [{ id: 'version', kind: 'version' }],
		tables: ['version'],
		units: Object.entries(counts).flatMap(([version, count]) => repeat(count, { version }))
	};
}

function tools(groups: readonly (readonly [number, readonly string[]])[]): Study {
	return {
		dimensions: [
			{ id: 'tool', kind: 'set', codes: ['github', 'gitlab'] },
			{ id: 'answer', kind: 'answer' }
		],
		tables: ['tool+answer'],
		units: groups.flatMap(([count, tool]) => repeat(count, { tool }))
	};
}

const ringOf92: readonly Unit[] = [
	...repeat(22, { version: '1.0.0', platform: 'docker', rules: 'yes' }),
	...repeat(8, { version: '1.0.0', platform: 'k8s', rules: 'yes' }),
	...repeat(4, { version: '1.0.0', platform: 'docker', rules: 'no' }),
	...repeat(8, { version: '1.0.0', platform: 'k8s', rules: 'no' }),
	...repeat(6, { version: '2.0.0', platform: 'docker', rules: 'yes' }),
	...repeat(4, { version: '2.0.0', platform: 'k8s', rules: 'yes' }),
	...repeat(6, { version: '2.0.0', platform: 'docker', rules: 'no' }),
	...repeat(34, { version: '2.0.0', platform: 'k8s', rules: 'no' })
];

/** Studies by case. Cases about shares, series, windows, sums and file formats belong to other tests. */
export const caseStudies: Readonly<Record<string, Study>> = {
	T01: flat({ docker: 40, k8s: 12, bare: 3 }),
	T02: flat({ a: 3, b: 4, c: 50 }),
	T03: flat({ a: 1, b: 1, c: 1, d: 60 }),
	T04: flat({ a: 0, b: 0, c: 0, d: 45 }),
	T05: {
		dimensions: [
			{ id: 'letter', kind: 'codes', codes: 'A B I J K L M N'.split(' ') },
			{ id: 'county', kind: 'codes', codes: ['1', '2'] },
			{ id: 'size', kind: 'codes', codes: ['small', 'big'] }
		],
		tables: ['letter+county', 'letter+size'],
		units: Object.entries({ A: 2, B: 2, I: 8, J: 8, K: 3, L: 3, M: 3, N: 7 }).flatMap(
			([letter, count]) =>
				repeat(count, {
					letter,
					county: 'ABIJ'.includes(letter) ? '1' : '2',
					size: 'LM'.includes(letter) ? 'big' : 'small'
				})
		),
		policy: { k: 4, ambiguity: 4 }
	},
	T06: versions({ '1.7.0': 4, '2.0.0': 40 }),
	T07: {
		dimensions: [
			{ id: 'version', kind: 'version' },
			{ id: 'platform', kind: 'codes', codes: ['docker', 'k8s', 'bare'] },
			{ id: 'rules', kind: 'answer' }
		],
		tables: ['version+platform', 'version+rules'],
		units: [
			...repeat(14, { version: '1.0.0', platform: 'docker', rules: 'yes' }),
			...repeat(6, { version: '1.0.0', platform: 'k8s', rules: 'yes' }),
			...repeat(1, { version: '1.0.0', platform: 'k8s', rules: 'no' }),
			...repeat(4, { version: '1.0.0', platform: 'bare', rules: 'no' }),
			...repeat(40, { version: '2.0.0', platform: 'docker', rules: 'yes' }),
			...repeat(30, { version: '2.0.0', platform: 'k8s', rules: 'no' })
		]
	},
	T08: versions({ '1.0.0': 30, '1.0.1': 6, '1.1.0': 40 }),
	T09: {
		dimensions: [{ id: 'rules', kind: 'answer' }],
		tables: ['rules'],
		units: [...repeat(97, { rules: 'yes' }), ...repeat(3, { rules: 'no' })]
	},
	T10: tools([
		[93, ['github', 'gitlab']],
		[5, ['github']],
		[2, ['gitlab']]
	]),
	T11: tools([
		[3, ['github', 'gitlab']],
		[22, ['github']],
		[15, ['gitlab']],
		[20, []]
	]),
	T13: flat({ a: 1, b: 1, c: 30 }),
	T14: { ...flat({ a: 12, b: 60 }), policy: { coalition: 9 } },
	T15: {
		dimensions: [
			{ id: 'platform', kind: 'codes', codes: ['docker', 'k8s'] },
			{ id: 'rules', kind: 'answer' }
		],
		tables: ['platform+rules'],
		units: [
			...repeat(25, { platform: 'k8s', rules: 'yes' }),
			...repeat(30, { platform: 'docker', rules: 'yes' }),
			...repeat(30, { platform: 'docker', rules: 'no' })
		]
	},
	T23: flat({ p1: 30, p2: 25, p3: 3 }),
	T25: flat({ a: 9, b: 9 }),
	T28: versions({ '2.3.1-acme.7': 1, '2.3.1': 40 }),
	T30: versions({ '1.7.0': 11, '1.7.1': 3, '2.0.0': 60 }),
	T32: flat({ a: 7 }),
	T34: {
		dimensions: [
			{ id: 'version', kind: 'version' },
			{ id: 'platform', kind: 'codes', codes: ['docker', 'k8s'] },
			{ id: 'rules', kind: 'answer' }
		],
		tables: ['version+rules', 'platform+rules', 'version+platform'],
		units: ringOf92
	},
	T35: crossed({ 'r1 c1': 4, 'r1 c2': 20, 'r2 c1': 25, 'r2 c2': 2 }),
	T36: {
		...crossed({ 'r1 c1': 3, 'r1 c2': 11, 'r2 c1': 1, 'r2 c2': 2 }),
		policy: { k: 3, ambiguity: 3 }
	}
};
