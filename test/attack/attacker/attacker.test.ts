// The attacker must be sharp: it names the cell of every release that is made without secondary suppression.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Attacker } from './attacker.ts';
import type { Group } from './linear-system.ts';
import { alike, dimension, naiveRelease, type NaiveStudy } from './naive-release.ts';
import { loadAttackSolver, Program } from './program.ts';

const solver = await loadAttackSolver();

const version = dimension('version', [
	'2',
	'2 > 2.1',
	'2.1 > 2.1.7',
	'2.1 > 2.1.8',
	'2.1 > 2.1 other'
]);
const platform = dimension('platform', ['docker', 'k8s', 'bare', 'other']);
const rules = dimension('rules', ['yes', 'no']);
const tool = dimension('tool', ['git', 'chat'], false);
const answer = dimension('answer', ['yes', 'no']);

/** Name and interval of everything the attacker finds. */
function findings(study: NaiveStudy): [string, number, number][] {
	return new Attacker(solver, naiveRelease(study))
		.findings()
		.map(({ name, low, high }) => [name, low, high]);
}

test('a single hidden answer is the total less the other', () => {
	const units = [...alike(195, { rules: 'yes' }), ...alike(5, { rules: 'no' })];
	expect(findings({ dimensions: [rules], tables: [['rules']], units })).toContainEqual([
		'rules: no',
		5,
		5
	]);
});

test('rounding alone does not hide it: between 1 and 9 have rules off', () => {
	const units = [...alike(195, { rules: 'yes' }), ...alike(5, { rules: 'no' })];
	const study = { dimensions: [rules], tables: [['rules']], units, policy: { base: 5 } };
	expect(findings(study)).toContainEqual(['rules: no', 1, 9]);
});

test('two hidden cells that must add up to 7 are a small group that exists', () => {
	const units = [
		...alike(40, { platform: 'docker' }),
		...alike(3, { platform: 'k8s' }),
		...alike(4, { platform: 'bare' })
	];
	expect(findings({ dimensions: [platform], tables: [['platform']], units })).toContainEqual([
		'hidden parts of platform: *',
		7,
		7
	]);
});

test('an interval that is too narrow is named, though it holds 0', () => {
	const units = [...alike(100, { platform: 'docker' }), ...alike(2, { platform: 'k8s' })];
	const study = { dimensions: [platform], tables: [['platform']], units };
	expect(findings({ ...study, policy: { base: 2, ambiguity: 5 } })).toContainEqual([
		'platform: k8s',
		0,
		3
	]);
});

test('tables protected one by one give each other away', () => {
	const units = [
		...alike(30, { platform: 'docker', rules: 'yes' }),
		...alike(20, { platform: 'docker', rules: 'no' }),
		...alike(15, { platform: 'k8s', rules: 'yes' }),
		...alike(3, { platform: 'k8s', rules: 'no' })
	];
	const hidden = ['platform,rules: k8s, yes', 'platform,rules: docker, no'];
	const study = { dimensions: [platform, rules], units, hidden };
	const found = findings({ ...study, tables: [['platform', 'rules'], ['rules']] });
	expect(found).toContainEqual(['platform,rules: k8s, no', 3, 3]);
});

test('a table that shows versions to the minor only is tied to one that shows them all', () => {
	const units = [
		...alike(25, { version: '2.1.8', rules: 'yes' }),
		...alike(15, { version: '2.1.8', rules: 'no' }),
		...alike(5, { version: '2.1.7', rules: 'no' })
	];
	const shallow = 'version@2,rules';
	const hidden = ['*', '2', '2.1'].flatMap((code) => [
		`version: ${code}`,
		`${shallow}: ${code}, *`
	]);
	const tables = [['version'], ['version@2', 'rules']];
	const study = { dimensions: [version, rules], tables, units, hidden };
	expect(findings(study)).toContainEqual(['hidden parts of version: 2.1', 5, 5]);
});

test('both answers about a code of a set are tied to the total', () => {
	const units = [...alike(96, { tool: ['git'] }), ...alike(4, { tool: ['chat'] })];
	const study = { dimensions: [tool, answer], tables: [['tool', 'answer']], units };
	const names = findings(study).map(([name]) => name);
	expect(names).toContain('tool,answer: git, no');
	expect(names).toContain('tool,answer: chat, yes');
});

test('three tables that form a ring are read as one joint', () => {
	const counts = new Map([
		['yes yes yes', 25],
		['no no no', 25]
	]);
	const codes = ['yes', 'no'];
	const units = codes.flatMap((a) =>
		codes.flatMap((b) =>
			codes.flatMap((c) => alike(counts.get(`${a} ${b} ${c}`) ?? 5, { a, b, c }))
		)
	);
	const dimensions = ['a', 'b', 'c'].map((id) => dimension(id, codes));
	const hidden = codes.flatMap((a) => codes.map((c) => `a,c: ${a}, ${c}`));
	const tables = [
		['a', 'b'],
		['b', 'c'],
		['a', 'c']
	];
	const ring = naiveRelease({ dimensions, tables, units, hidden });
	expect(new Attacker(solver, ring).rangeOf('a,c: yes, yes')).toEqual({ low: 20, high: 40 });
	const alone = naiveRelease({ dimensions, tables: [['a', 'c']], units, hidden });
	expect(new Attacker(solver, alone).rangeOf('a,c: yes, yes')).toEqual({ low: 0, high: 40 });
});

test('a reader with a unit of its own subtracts it', () => {
	const units = [...alike(40, { platform: 'docker' }), ...alike(10, { platform: 'k8s' })];
	const release = naiveRelease({ dimensions: [platform], tables: [['platform']], units });
	const own = { own: (group: { name: string }) => Number(/\*|k8s/.test(group.name)) };
	expect(new Attacker(solver, release).rangeOf('platform: k8s', own)).toEqual({ low: 9, high: 9 });
});

test('with exact numbers a reader with a unit of its own may learn of others, which rounding prevents', () => {
	const platforms = dimension('platform', ['docker', 'k8s']);
	const units = [
		...alike(3, { platform: 'docker', rules: 'yes' }),
		...alike(9, { platform: 'docker', rules: 'no' }),
		...alike(9, { platform: 'k8s', rules: 'yes' }),
		...alike(3, { platform: 'k8s', rules: 'no' })
	];
	const study = { dimensions: [platforms, rules], tables: [['platform', 'rules']], units };
	const opposite = 'platform,rules: docker, yes';
	const inCorner = {
		own: ({ has }: Group) => Number(has(({ dimension: id }) => (id === 'rules' ? 'no' : 'k8s')))
	};
	const exact = new Attacker(solver, naiveRelease(study));
	expect(exact.findings()).toEqual([]);
	expect(exact.rangeOf(opposite).low).toBe(0);
	expect(exact.rangeOf(opposite, inCorner).low).toBe(1);
	const rounded = new Attacker(solver, naiveRelease({ ...study, policy: { base: 5 } }));
	expect(rounded.rangeOf(opposite, inCorner).low).toBe(0);
});

test('a cell that is hidden in one table and shown in another is a finding', () => {
	const units = [
		...alike(40, { platform: 'docker', rules: 'yes' }),
		...alike(20, { platform: 'k8s', rules: 'no' })
	];
	const tables = [['platform'], ['platform', 'rules']];
	const study = { dimensions: [platform, rules], tables, units, hidden: ['platform: k8s'] };
	expect(findings(study).map(([name]) => name)).toContain('platform,rules: k8s, *');
});

interface Case {
	id: string;
	model?: {
		vars: string[];
		constraints: [Record<string, number>, '<=' | '>=' | '=', number][];
		lower_bounds: Record<string, number>;
		upper_bounds: Record<string, number>;
	};
	verified?: Record<string, { lp: [number, number]; ilp: [number, number] }>;
}

const cases = JSON.parse(readFileSync('test/fixtures/disclosure/cases.json', 'utf8')) as Case[];

describe('linear and whole-number bounds are those that other solvers recorded', () => {
	const models = cases.flatMap(({ id, model, verified }) =>
		model && verified ? [{ id, model, verified }] : []
	);
	test.each(models)('$id', ({ model, verified }) => {
		const column = new Map(model.vars.map((name, index) => [name, index]));
		const toSum = (terms: Record<string, number>) =>
			new Map(Object.entries(terms).map(([name, factor]) => [column.get(name) ?? -1, factor]));
		const bound = (name: string, low: number, high: number) => ({
			sum: toSum({ [name]: 1 }),
			low,
			high
		});
		const program = new Program(solver, model.vars.length, [
			...model.constraints.map(([terms, sense, value]) => ({
				sum: toSum(terms),
				low: sense === '<=' ? Number.NEGATIVE_INFINITY : value,
				high: sense === '>=' ? Number.POSITIVE_INFINITY : value
			})),
			...Object.entries(model.lower_bounds).map(([name, low]) => bound(name, low, Infinity)),
			...Object.entries(model.upper_bounds).map(([name, high]) => bound(name, 0, high))
		]);
		for (const [name, { lp, ilp }] of Object.entries(verified)) {
			if (!column.has(name)) continue;
			const [up, down] = [toSum({ [name]: 1 }), toSum({ [name]: -1 })];
			expect(program.minimise(up)?.value).toBeCloseTo(lp[0], 4);
			expect(-(program.minimise(down)?.value ?? 0)).toBeCloseTo(lp[1], 4);
			expect(program.minimiseWhole(up)?.value).toBeCloseTo(ilp[0], 4);
			expect(-(program.minimiseWhole(down)?.value ?? 0)).toBeCloseTo(ilp[1], 4);
		}
		program.dispose();
	});
});
