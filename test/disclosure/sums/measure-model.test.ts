import { expect, test } from 'vitest';
import { DisclosureError } from '../../../src/lib/disclosure/disclosure-error.ts';
import { loadSolver } from '../../../src/lib/disclosure/linear/solver.ts';
import { toLinearModel } from '../../../src/lib/disclosure/linear/linear-model.ts';
import { auditSums } from '../../../src/lib/disclosure/sums/audit-sums.ts';
import { countsIn, toMeasureModel } from '../../../src/lib/disclosure/sums/measure-model.ts';
import { combinations } from '../../../src/lib/schema/cell.ts';
import { toSystem } from '../../../src/lib/disclosure/system.ts';

const flat = (id: string, codes: readonly string[], additive = true) => ({
	id,
	title: id,
	additive,
	categories: codes.map((code) => ({ code, parent: '*' }))
});

const dimensions = [
	flat('tool', ['read', 'write'], false),
	flat('answer', ['yes', 'no']),
	flat('os', ['linux', 'macos'])
];
const counts = { id: 'tool_by_os', title: '', dimensions: ['tool', 'answer', 'os'] };
const sums = { id: 'calls', title: '', dimensions: ['tool', 'os'], measure: 'calls' };
const measure = toMeasureModel([sums], dimensions, [counts], { most: 500 });
const at = (key: string) => measure.system.keys.indexOf(key);

test('the units behind a sum are those that have its code, all of them behind the sum of all', () => {
	expect(measure.countKeys[at('os=linux|tool=read')]).toEqual(['answer=yes|os=linux|tool=read']);
	expect(measure.countKeys[at('tool=read')]).toEqual(['answer=yes|tool=read']);
	expect(measure.countKeys[at('os=linux')]).toEqual(['os=linux']);
	expect(measure.countKeys[at('')]).toEqual(['']);
});

test('sums over the codes of a set add up, although its units do not', () => {
	const parents = measure.system.lines.map(({ parent }) => measure.system.keys[parent]);
	expect(parents).toContain('os=linux');
	expect(parents).toContain('tool=read');
});

const model = toLinearModel(toSystem([counts], dimensions), [counts], dimensions);

/** A world in which of the 10 units on each system so many read, and all write. */
function worldOf(linux: number, macos: number): ReadonlyMap<string, number> {
	const countOf: Readonly<Record<string, number>> = {
		'tool=read yes linux': linux,
		'tool=read yes macos': macos,
		'tool=read no linux': 10 - linux,
		'tool=read no macos': 10 - macos,
		'tool=write yes linux': 10,
		'tool=write yes macos': 10
	};
	const parts = model.parts.map(({ axes }) => {
		const groups = combinations(axes.map(({ leaves }) => leaves));
		return groups.flatMap((codes, position) => {
			const said = new Map(axes.map(({ id }, index) => [id, codes[index]]));
			const tool = said.has('tool=read') ? 'tool=read' : 'tool=write';
			return [position, countOf[`${tool} ${said.get(tool)} ${said.get('os')}`] ?? 0];
		});
	});
	return countsIn(model, { total: 20, counts: parts });
}

test('a certified world of the counts says how many units stand in every cell', () => {
	const world = worldOf(3, 0);
	expect(world.get('answer=yes|tool=read')).toBe(3);
	expect(world.get('answer=yes|os=macos|tool=read')).toBe(0);
	expect(world.get('answer=no|tool=read')).toBe(17);
});

const terms = { measure: 'calls', dominance: 15 };

test('amounts are found for every world of the counts, none where it has nobody', async () => {
	const values = measure.system.keys.map((key) =>
		key === '' ? { value: 1000, step: 10 } : undefined
	);
	const worlds = [worldOf(3, 0), worldOf(0, 4)];
	const found = auditSums(await loadSolver(), measure, values, worlds, terms);
	expect(new Set(found.worlds.map(({ of }) => of))).toEqual(new Set([0, 1]));
	expect(found.parts).toHaveLength(1);
	const codes: Readonly<Record<string, string[]>> = {
		tool: ['read', 'write'],
		os: ['linux', 'macos']
	};
	const groups = combinations((found.parts[0] ?? []).map((id) => codes[id] ?? []));
	for (const { of, amounts } of found.worlds) {
		const pairs = amounts[0] ?? [];
		const at = (...asked: string[]) => {
			const position = groups.findIndex((group) => asked.every((code) => group.includes(code)));
			const place = pairs.findIndex((one, index) => index % 2 === 0 && one === position);
			return place < 0 ? 0 : (pairs[place + 1] ?? 0);
		};
		const [readLinux, readMacos] = [at('read', 'linux'), at('read', 'macos')];
		expect(of === 0 ? readMacos : readLinux).toBe(0);
		const written = [at('write', 'linux'), at('write', 'macos')];
		const sum = [readLinux, readMacos, ...written].reduce((total, amount) => total + amount, 0);
		expect(Math.abs(sum - 1000)).toBeLessThanOrEqual(5.001);
	}
});

test('a sum that tells of units where the counts leave open that there are any fails the audit', async () => {
	const solver = await loadSolver();
	const values = measure.system.keys.map((key) =>
		key === 'tool=read' ? { value: 300, step: 1 } : undefined
	);
	const audit = () => auditSums(solver, measure, values, [worldOf(0, 0)], terms);
	expect(audit).toThrow(DisclosureError);
});
