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
		const partner = cheapestPartner(system, values, policy, first, findings.length);
		if (partner === undefined) throw new DisclosureError('audit-failed', [nameOf(system, first)]);
		values[partner] = null;
	}
}

/** The published cell whose hiding removes most findings per number lost; ties go to the smaller number, then the first. */
function cheapestPartner(
	system: System,
	values: readonly (number | null)[],
	policy: Policy,
	finding: Finding,
	findings: number
): number | undefined {
	const near = new Set(linesOf(system, finding).flatMap((line) => [...line.children, line.parent]));
	const shown = [...values.keys()].filter((cell) => cell !== 0 && values[cell] !== null);
	const nearby = shown.filter((cell) => near.has(cell));
	const candidates = nearby.length > 0 ? nearby : shown;
	const heights = heightsOf(system);
	let best: { cell: number; cost: number } | undefined;
	for (const cell of candidates) {
		const left = audit(system, values.with(cell, null), policy).length;
		const weight = Math.log(values[cell] ?? 1) + 1 + 4 * (heights[cell] ?? 0);
		const cost = left < findings ? weight / (findings - left) : 1000 + weight;
		if (!best || cost < best.cost) best = { cell, cost };
	}
	return best?.cell;
}

/** How many levels lie below each cell: a margin is worth more to readers than the parts it sums up. */
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
