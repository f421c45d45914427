// An attacker who shares no code with the engine: reads a release, writes an integer program over full joint groups
// as text, and asks for the smallest and largest count of a cell.
import type { Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import type { PublishedRelease } from '../../../src/lib/disclosure/auditor/audit-release.ts';
import type { PublishedCell } from '../../../src/lib/schema/cell.ts';
import { shownAs } from '../../../src/lib/checker/rounding.ts';

type Attribute = { id: string; leaves: string[]; parentOf: Map<string, string> };

/** Smallest and largest whole number of units in a cell that agree with the release. */
export function attack(solver: Solver, release: PublishedRelease, target: PublishedCell) {
	const attributes = readAttributes(release);
	const groups = attributes.reduce<string[][]>(
		(rows, { leaves }) => rows.flatMap((row) => leaves.map((leaf) => [...row, leaf])),
		[[]]
	);
	const sumOf = (cell: PublishedCell) =>
		groups.flatMap((leaves, index) =>
			isIn(cell, release, attributes, leaves) ? [`x${index}`] : []
		);
	const rows = release.cells.flatMap((cell, index) => {
		if (cell.value === null) return [];
		const { low, high } = countsOf(cell.value, release);
		const sum = sumOf(cell).join(' + ');
		return [` l${index}: ${sum} >= ${low}`, ` h${index}: ${sum} <= ${high}`];
	});
	const names = groups.map((_, index) => `x${index}`).join(' ');
	const solve = (sense: string) => {
		const text = [
			sense,
			` obj: ${sumOf(target).join(' + ')}`,
			'Subject To',
			...rows,
			'Generals',
			names,
			'End'
		];
		const { Status, ObjectiveValue } = solver.solve(text.join('\n'), { output_flag: false });
		if (Status !== 'Optimal') throw new Error(`attack ended ${Status}`);
		return Math.round(ObjectiveValue);
	};
	return { low: solve('Minimize'), high: solve('Maximize') };
}

function countsOf(value: number, { manifest }: PublishedRelease) {
	const counts = Array.from(
		{ length: value + manifest.policy.base + 1 },
		(_, count) => count
	).filter((count) => shownAs(count, manifest.policy) === value);
	return { low: counts[0] ?? 0, high: counts.at(-1) ?? 0 };
}

function readAttributes({ manifest }: PublishedRelease): Attribute[] {
	const used = new Set(manifest.tables.flatMap(({ dimensions }) => dimensions));
	const answer = manifest.dimensions.find(({ id }) => id === 'answer');
	return manifest.dimensions.flatMap(({ id, additive, categories }): Attribute[] => {
		if (!used.has(id) || id === 'answer') return [];
		if (!additive) {
			const leaves = answer?.categories.map(({ code }) => code) ?? [];
			return categories.map(({ code }) => ({ id: `${id}=${code}`, leaves, parentOf: new Map() }));
		}
		const parentOf = new Map(categories.map(({ code, parent }) => [code, parent]));
		const parents = new Set(parentOf.values());
		const leaves = [...parentOf.keys()].filter((code) => !parents.has(code));
		return [{ id, leaves, parentOf }];
	});
}

function isIn(
	cell: PublishedCell,
	{ manifest }: PublishedRelease,
	attributes: readonly Attribute[],
	leaves: readonly string[]
): boolean {
	const axes = manifest.tables.find(({ id }) => id === cell.table)?.dimensions ?? [];
	return axes.every((axis, position) => {
		const code = cell.categories[position] ?? '*';
		const isSet = manifest.dimensions.some(({ id, additive }) => id === axis && !additive);
		if (isSet || code === '*') return true;
		const id = axis === 'answer' ? `${axes[0] ?? ''}=${cell.categories[0] ?? ''}` : axis;
		const at = attributes.findIndex((attribute) => attribute.id === id);
		for (
			let leaf: string | undefined = leaves[at];
			leaf !== undefined;
			leaf = attributes[at]?.parentOf.get(leaf)
		) {
			if (leaf === code) return true;
		}
		return false;
	});
}
