// Rules 2 to 4: primary suppression, rounding, and partners for cells that could be worked out by subtraction.
import type { Policy } from '../schema/policy.ts';
import { minimumCount } from '../schema/policy.ts';
import { audit, type Finding } from './audit.ts';
import { DisclosureError } from './disclosure-error.ts';
import { toPublishedValue } from './interval.ts';
import type { Line, System } from './system.ts';

/**
 * Turns true counts into publishable numbers.
 *
 * Every count below the smallest publishable one is hidden, zeros included; the others are rounded. Then, while
 * the audit finds something, the cheapest published cell of a line concerned is hidden as well, or of the whole release
 * when those lines show nothing any more. Same input,
 * same output; what is hidden does not say why.
 *
 * @param counts true count per cell of the system, in its order
 * @returns one rounded number per cell, `null` where hidden; all `null` when the total itself may not be shown
 * @throws {DisclosureError} `audit-failed` when hiding every candidate does not help
 */
export function protect(
	system: System,
	counts: readonly number[],
	policy: Policy
): (number | null)[] {
	const minimum = minimumCount(policy);
	if ((counts[0] ?? 0) < minimum) return counts.map(() => null);
	const values = counts.map((count) => (count < minimum ? null : toPublishedValue(count, policy)));
	for (;;) {
		const findings = audit(system, values, policy);
		const [first] = findings;
		if (!first) return values;
		const partners = cheapestPartners(system, values, policy, first, findings.length);
		if (partners.length === 0) throw new DisclosureError('audit-failed', [nameOf(system, first)]);
		for (const partner of partners) values[partner] = null;
	}
}

/**
 * The published cell whose hiding, with what would add up to it again, costs least per finding removed; the first of
 * equals. A cell costs what it counts,
 * times the levels it sums up: readers miss a large number more than a small one, and a margin more than its parts.
 */
function cheapestPartners(
	system: System,
	values: readonly (number | null)[],
	policy: Policy,
	finding: Finding,
	findings: number
): readonly number[] {
	const near = new Set(linesOf(system, finding).flatMap((line) => [...line.children, line.parent]));
	const shown = [...values.keys()].filter((cell) => cell !== 0 && values[cell] !== null);
	const nearby = shown.filter((cell) => near.has(cell));
	const heights = heightsOf(system);
	const costOf = (cell: number) => (values[cell] ?? 0) * (1 + (heights[cell] ?? 0));
	const total = 10 * (values[0] ?? 0);
	let best: { cells: readonly number[]; cost: number } | undefined;
	for (const cell of nearby.length > 0 ? nearby : shown) {
		const cells = [cell, ...derivingChildren(system, values, cell, costOf)];
		const hidden = values.map((value, index) => (cells.includes(index) ? null : value));
		const left = audit(system, hidden, policy).length;
		const weight = cells.reduce((sum, one) => sum + costOf(one), 0);
		const cost = left < findings ? weight / (findings - left) : total + weight;
		if (!best || cost < best.cost) best = { cells, cost };
	}
	return best?.cells ?? [];
}

/**
 * Children to hide along with a cell, as a parent all of whose children are shown could be added up again: the
 * cheapest child of every such line, and theirs in turn.
 */
function derivingChildren(
	system: System,
	values: readonly (number | null)[],
	cell: number,
	costOf: (cell: number) => number
): number[] {
	return system.lines
		.filter(
			({ parent, children }) => parent === cell && children.every((child) => values[child] !== null)
		)
		.flatMap(({ children }) => {
			const [cheapest] = [...children].sort((a, b) => costOf(a) - costOf(b) || a - b);
			if (cheapest === undefined) return [];
			return [cheapest, ...derivingChildren(system, values, cheapest, costOf)];
		});
}

/** How many levels lie below each cell. */
function heightsOf(system: System): number[] {
	const heights = system.keys.map(() => 0);
	const lines = [...system.lines].reverse();
	for (let moved = true; moved;) {
		moved = false;
		for (const { parent, children } of lines) {
			const height = 1 + Math.max(...children.map((child) => heights[child] ?? 0));
			if (height > (heights[parent] ?? 0)) {
				heights[parent] = height;
				moved = true;
			}
		}
	}
	return heights;
}

/** Lines in which a finding can be helped: its own, or all that hold its cell. */
function linesOf(system: System, finding: Finding): Line[] {
	return system.lines.filter(
		(line, index) =>
			(finding.kind === 'line' && index === finding.index) ||
			(finding.kind === 'cell' &&
				(line.parent === finding.index || line.children.includes(finding.index)))
	);
}

function nameOf(system: System, finding: Finding): string {
	const cell = finding.kind === 'cell' ? finding.index : system.lines[finding.index]?.parent;
	return system.keys[cell ?? 0] ?? '';
}
