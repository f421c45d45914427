// The data sets that ship with GaussSuppression and sdcTable, with the pattern that GaussSuppression chose.
// Source: SSBtools and GaussSuppression 1.2.3; k-disclosure: Andersson, Jansson and Kraft, Protection of frequency
// tables (Statistics Sweden 2015).
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import type { Goal } from '../../../src/lib/disclosure/auditor/goals/goal.ts';
import type { Interval } from '../../../src/lib/disclosure/interval.ts';
import type { Line } from '../../../src/lib/disclosure/system.ts';
import { withPublicZeros } from './exact-suppression.ts';
import type { CountedModel } from './feasibility.ts';

const folder = 'test/fixtures/disclosure/peers';

type Row = Readonly<Record<string, string>>;

/** What the peer was asked to do with a data set, read from its files. */
interface Definition {
	readonly name: string;
	readonly asked: string;
	readonly input: 'mun_accidents.csv' | 'd2.csv';
	/** Column of the counts, in the input and in the peer's table. */
	readonly count: 'freq' | 'f';
	/** Counts up to it are primary; `undefined` when differences of nested cells are, see `coalition`. */
	readonly maxN?: number;
	readonly areZerosPublic: boolean;
	/** Differences of a cell and a part of it up to so many are primary. */
	readonly coalition?: number;
}

/** A data set as a linear model, what must stay open, and what the peer hid. Cells are those of the peer's table. */
export interface PeerSet extends CountedModel {
	readonly name: string;
	readonly asked: string;
	readonly areZerosPublic: boolean;
	/** Cells that are hidden for their own count. */
	readonly primary: ReadonlySet<number>;
	readonly peerHidden: ReadonlySet<number>;
	/** Sums that must stay open: small cells, or small differences. */
	readonly sums: readonly Pick<Goal, 'name' | 'cells' | 'signs'>[];
	/** The smallest count that is not small. */
	readonly safe: number;
	/** Width of interval that the peer was asked for; `undefined` when it was only to keep sums from being computed. */
	readonly width: number | undefined;
	/** Intervals that the peer found for its own pattern. */
	readonly recorded: ReadonlyMap<number, Interval>;
}

const definitions: readonly Definition[] = [
	{
		name: 'mun_accidents_maxN3',
		asked: 'counts ≤ 3, zeros too',
		input: 'mun_accidents.csv',
		count: 'freq',
		maxN: 3,
		areZerosPublic: false
	},
	{
		name: 'mun_accidents_maxN3_interval',
		asked: 'counts 1 to 3, width ≥ 4',
		input: 'mun_accidents.csv',
		count: 'freq',
		maxN: 3,
		areZerosPublic: true
	},
	{
		name: 'mun_accidents_kdisc1',
		asked: 'all but ≤ 1 of a group alike',
		input: 'mun_accidents.csv',
		count: 'freq',
		areZerosPublic: false,
		coalition: 1
	},
	{
		name: 'd2_maxN10_zerosSafe',
		asked: 'counts 1 to 9',
		input: 'd2.csv',
		count: 'freq',
		maxN: 9, // the file is named for 10, but its one count of 10 is not primary
		areZerosPublic: true
	},
	{
		name: 'd2_tenth_maxN3_linked',
		asked: 'counts ≤ 3, zeros too, linked',
		input: 'd2.csv',
		count: 'f',
		maxN: 3,
		areZerosPublic: false
	}
];

/** Names of a unit's codes: those that one column of the peer's table can hold. */
const codesIn: Readonly<Record<string, readonly string[]>> = {
	region: ['region', 'county', 'k_group']
};

/** Every data set of counts. `magnitude1` has sums and is not among them. */
export function readPeerSets(): PeerSet[] {
	return definitions.map(toPeerSet);
}

/** Keys of the cells that the peer hid on a fleet with public zeros when asked for no intervals. */
export function readUnprotected(size: 500 | 5000): Set<string> {
	return new Set(readRows(`fleet_${size}_safe_none.csv`).map(({ key = '' }) => key));
}

function toPeerSet(definition: Definition): PeerSet {
	const { name, asked, areZerosPublic, maxN, coalition = 0 } = definition;
	const table = readRows(`${name}_gauss.csv`);
	const inner = readRows(definition.input);
	const axes = Object.keys(table[0] ?? {}).slice(0, 2);
	const members = table.map((row) =>
		inner.flatMap((unit, position) =>
			axes.every((axis) => isIn(unit, axis, row)) ? [position] : []
		)
	);
	const shown = table.length;
	const lines: Line[] = members.map((positions, parent) => ({
		parent,
		children: positions.map((position) => shown + position)
	}));
	const counts = [...table, ...inner].map((row) => Number(row[definition.count]));
	const keys = [...table, ...inner].map((row) => Object.values(row).join('|'));
	const counted = { model: { keys, shown, lines, parts: [] }, counts };
	const flagged = (column: string) =>
		new Set(table.flatMap((row, cell) => (row[column] === 'TRUE' ? [cell] : [])));
	const primary = flagged('primary');
	const nameOf = (cell: number) => axes.map((axis) => table[cell]?.[axis]).join(' × ');
	const sums =
		maxN === undefined
			? smallDifferences(members, counts, coalition, nameOf)
			: [...primary].map((cell) => ({ name: nameOf(cell), cells: [cell], signs: [1] }));
	const widths = table.flatMap(({ rlim_freq: width = 'NA' }) => (width === 'NA' ? [] : [width]));
	return {
		name,
		asked,
		areZerosPublic,
		...(areZerosPublic ? withPublicZeros(counted) : counted),
		primary,
		peerHidden: flagged('suppressed'),
		sums,
		safe: (maxN ?? coalition) + 1,
		width: widths[0] === undefined ? undefined : Number(widths[0]),
		recorded: new Map(
			table.flatMap(({ lo = 'NA', up = 'NA' }, cell) =>
				lo === 'NA' ? [] : [[cell, { low: Number(lo), high: Number(up) }] as const]
			)
		)
	};
}

/** A cell and a part of it, both with units, that differ by so few that the rest can be told about. */
function smallDifferences(
	members: readonly (readonly number[])[],
	counts: readonly number[],
	coalition: number,
	nameOf: (cell: number) => string
): Pick<Goal, 'name' | 'cells' | 'signs'>[] {
	return members.flatMap((whole, outer) =>
		members.flatMap((part, cell) => {
			const isPart = part.length < whole.length && part.every((one) => whole.includes(one));
			const [all = 0, some = 0] = [counts[outer], counts[cell]];
			if (!isPart || some === 0 || all - some > coalition) return [];
			return [
				{ name: `${nameOf(outer)} without ${nameOf(cell)}`, cells: [outer, cell], signs: [1, -1] }
			];
		})
	);
}

function isIn(unit: Row, axis: string, cell: Row): boolean {
	const code = cell[axis];
	return code === 'Total' || (codesIn[axis] ?? [axis]).some((column) => unit[column] === code);
}

function readRows(file: string): Row[] {
	return parse<Row>(readFileSync(`${folder}/${file}`), { columns: true });
}
