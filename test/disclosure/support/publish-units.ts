// Publishes linked tables of a few units through the whole engine: names, counts, protection, audit.
import { nameDimension } from '../../../src/lib/disclosure/name-dimension.ts';
import { countCells, type RawCount } from '../../../src/lib/disclosure/count-cells.ts';
import type { Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { protectTables } from '../../../src/lib/disclosure/secondary/protect-tables.ts';
import { toSystem, type System } from '../../../src/lib/disclosure/system.ts';
import type { PublishedRelease } from '../../../src/lib/disclosure/auditor/audit-release.ts';
import type { PublishedTable } from '../../../src/lib/schema/release.ts';
import type { PublishedCell } from '../../../src/lib/schema/cell.ts';
import { Dimension } from '../../../src/lib/schema/dataset.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';

/** One value per dimension; a set has a list of codes. */
export type Unit = Readonly<Record<string, string | readonly string[]>>;

/** What to publish of the units. */
export interface Study {
	readonly dimensions: readonly {
		readonly id: string;
		readonly kind: Dimension['kind'];
		readonly codes?: readonly string[];
		readonly closed?: boolean;
	}[];
	/** Ids of dimensions per table, joined by `+`; a set is followed by `answer`. */
	readonly tables: readonly string[];
	readonly units: readonly Unit[];
	readonly policy?: Partial<Policy>;
}

/** Counts the units of a study in every cell. */
export function countStudy({ dimensions, tables, units, policy = {} }: Study) {
	const rules = Policy.parse(policy);
	const definitions = dimensions.map(({ id, kind, codes = [], closed = false }) =>
		Dimension.parse({ id, title: id, kind, column: id, codes, closed })
	);
	const trees = new Map(
		definitions.map((definition) => {
			const totals = tally(units, [definition]).map(
				({ values, count }) => [values[0] ?? null, count] as const
			);
			return [definition.id, nameDimension(definition, new Map(totals), rules)];
		})
	);
	const published = tables.map((name): PublishedTable => ({
		id: name.replaceAll(/@\d+/g, '').replaceAll('+', '_by_'),
		title: name,
		dimensions: name.split('+').map((id) => id.split('@')[0] ?? ''),
		depth: Object.fromEntries(
			name.split('+').flatMap((id) => {
				const [dimension = '', levels] = id.split('@');
				return levels === undefined ? [] : [[dimension, Number(levels)]];
			})
		)
	}));
	const axes = [...trees.values()].map(({ id, title, additive, categories }) => ({
		id,
		title,
		additive,
		categories
	}));
	const system = toSystem(published, axes);
	const rows = new Map(
		published.map(({ id, dimensions: ids }) => [
			id,
			tally(
				units,
				ids.flatMap((axis) => definitions.find((definition) => definition.id === axis) ?? [])
			)
		])
	);
	const counts = countCells(system, published, trees, rows);
	return { system, tables: published, dimensions: axes, counts, policy: rules };
}

/** Publishes a study. */
export function publishStudy(solver: Solver, study: Study) {
	const counted = countStudy(study);
	const values = protectTables(solver, counted, counted.policy);
	return { ...counted, values, release: toRelease(counted, values) };
}

/** A release of given numbers, as readers get it. */
export function toRelease(
	{
		system,
		tables,
		dimensions,
		policy
	}: Pick<ReturnType<typeof countStudy>, 'system' | 'tables' | 'dimensions' | 'policy'>,
	values: readonly (number | null)[]
): PublishedRelease {
	const cells = system.places.map(({ table, categories, cell }): PublishedCell => {
		const value = values[cell] ?? null;
		const status = value === null ? 'hidden' : 'published';
		return { table, categories: [...categories], measure: 'instances', value, status };
	});
	return {
		manifest: {
			format: 1,
			dataset: 'study',
			unit: { one: 'instance', many: 'instances' },
			measure: 'instances',
			granularity: 'week',
			period: '2026-W46',
			start: '2026-11-09',
			end: '2026-11-16',
			due: '2026-11-18T00:00:00.000Z',
			synthetic: true,
			withheld: values[0] === null,
			policy,
			dimensions,
			tables,
			versions: { murmuration: '0.0.0', method: 'test' },
			audit: {
				cells: values.length,
				hidden: values.filter((value) => value === null).length,
				lines: system.lines.length,
				worlds: 0
			}
		},
		cells
	};
}

/** The value shown for a group, by its key in the system, like `deployment=k8s|version=2.1`. */
export function shown(system: System, values: readonly (number | null)[], key: string) {
	const cell = system.keys.indexOf(key);
	if (cell < 0) throw new RangeError(`no cell ${key}`);
	return values[cell];
}

/** Units from counts: `repeat(3, { platform: 'k8s' })`. */
export function repeat(count: number, unit: Unit): Unit[] {
	return Array.from({ length: count }, () => unit);
}

function tally(units: readonly Unit[], axes: readonly Dimension[]): RawCount[] {
	const set = axes.find(({ kind }) => kind === 'set');
	const counts = new Map<string, { values: string[]; count: number }>();
	for (const unit of units) {
		for (const code of set ? set.codes : ['']) {
			const values = axes.map(({ id, kind }) => {
				const value = unit[id];
				if (kind === 'set') return code;
				if (set && id === 'answer') return unit[set.id]?.includes(code) ? 'yes' : 'no';
				return typeof value === 'string' ? value : '';
			});
			const key = values.join('\n');
			const found = counts.get(key) ?? { values, count: 0 };
			counts.set(key, { values, count: found.count + 1 });
		}
	}
	return [...counts.values()];
}
