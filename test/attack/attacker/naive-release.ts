// Releases as a careless publisher makes them: each cell judged on its own. The attacker must break them.
import type { ReadCell, ReadDimension, ReadRelease, StatedPolicy } from './published.ts';

/** A unit's leaf in every dimension; for a set the codes that it has. */
export type NaiveUnit = Readonly<Record<string, string | readonly string[]>>;

export interface NaiveStudy {
	readonly dimensions: readonly ReadDimension[];
	/** Dimensions of each table; `version@2` shows the dimension to two levels only. */
	readonly tables: readonly (readonly string[])[];
	readonly units: readonly NaiveUnit[];
	readonly policy?: Partial<StatedPolicy>;
	/** Cells that are hidden besides the small ones, as `version,rules: 2.1, *`. */
	readonly hidden?: readonly string[];
}

/** A dimension from `parent > child` codes in listed order. */
export function dimension(id: string, codes: readonly string[], additive = true): ReadDimension {
	return {
		id,
		additive,
		categories: codes.map((path) => {
			const [code = '', parent = '*'] = path.split(' > ').toReversed();
			return { code, parent };
		})
	};
}

/** `count` units alike. */
export function alike(count: number, unit: NaiveUnit): NaiveUnit[] {
	return Array.from({ length: count }, () => unit);
}

/** Hides what is below k, rounds the rest, and thinks no further. */
export function naiveRelease(study: NaiveStudy): ReadRelease {
	const policy = { k: 10, base: 1, ambiguity: 5, coalition: 1, ...study.policy };
	const known = new Map(study.dimensions.map((one) => [one.id, one]));
	const cells = study.tables.flatMap((table): ReadCell[] => {
		const axes = table.map((text) => {
			const [id = '', depth = '9'] = text.split('@');
			const axis = known.get(id) ?? dimension(id, []);
			const codes = axis.categories.filter(({ code }) => depthOf(axis, code) <= Number(depth));
			return { axis, codes: [...(axis.additive ? ['*'] : []), ...codes.map(({ code }) => code)] };
		});
		const id = table.join();
		const grid = axes.reduce<string[][]>(
			(rows, { codes }) => rows.flatMap((row) => codes.map((code) => [...row, code])),
			[[]]
		);
		return grid.map((categories) => {
			const count = study.units.filter((unit) => isIn(unit, axes, categories)).length;
			const isHidden = study.hidden?.includes(`${id}: ${categories.join(', ')}`) === true;
			const value = isHidden || count < policy.k ? null : round(count, policy);
			return { table: id, categories, value };
		});
	});
	return {
		manifest: {
			period: '2026-W46',
			start: '2026-11-09',
			end: '2026-11-16',
			withheld: false,
			policy,
			dimensions: study.dimensions,
			tables: study.tables.map((table) => ({
				id: table.join(),
				dimensions: table.map((text) => text.split('@')[0] ?? '')
			}))
		},
		cells
	};
}

function round(count: number, { base, k }: StatedPolicy): number {
	return Math.max(Math.floor(count / base + 0.5) * base, Math.ceil(k / base) * base);
}

function depthOf(axis: ReadDimension, code: string): number {
	const parent = axis.categories.find((one) => one.code === code)?.parent;
	return parent === undefined || parent === '*' ? 1 : 1 + depthOf(axis, parent);
}

function isIn(
	unit: NaiveUnit,
	axes: readonly { axis: ReadDimension }[],
	categories: readonly string[]
): boolean {
	return axes.every(({ axis }, position) => {
		const code = categories[position] ?? '*';
		if (code === '*' || !axis.additive) return true;
		const set = axes[0]?.axis;
		if (set?.additive === false && position === 1)
			return (code === 'yes') === (unit[set.id] ?? []).includes(categories[0] ?? '');
		for (
			let leaf: string | undefined = String(unit[axis.id]);
			leaf !== undefined && leaf !== '*';
		) {
			if (leaf === code) return true;
			const at: string = leaf;
			leaf = axis.categories.find((one) => one.code === at)?.parent;
		}
		return false;
	});
}
