// A release as anyone reads it over HTTP: the only thing the attacker ever sees.

/** The thresholds that every release states. */
export interface StatedPolicy {
	readonly k: number;
	readonly base: number;
	readonly ambiguity: number;
	readonly coalition: number;
}

export interface ReadDimension {
	readonly id: string;
	readonly additive: boolean;
	readonly categories: readonly { readonly code: string; readonly parent: string }[];
}

export interface ReadCell {
	readonly table: string;
	readonly categories: readonly string[];
	readonly value: number | null;
}

/** What the address of a release answers, as far as the attacker needs it. */
export interface ReadRelease {
	readonly manifest: {
		readonly period: string;
		readonly start: string;
		readonly end: string;
		readonly withheld: boolean;
		readonly policy: StatedPolicy;
		readonly dimensions: readonly ReadDimension[];
		readonly tables: readonly {
			readonly id: string;
			readonly dimensions: readonly string[];
			readonly measure?: string;
		}[];
	};
	readonly cells: readonly ReadCell[];
}

/** Smallest and largest whole number that agree with all that is known; `high` may be Infinity. */
export interface Range {
	readonly low: number;
	readonly high: number;
}

/**
 * Reads the counts of a release from a running server; for its sums see ../sums/read-sums.ts.
 *
 * @throws when the server does not answer 200
 */
export async function readRelease(
	origin: string,
	period: string,
	dataset = 'heartbeats'
): Promise<ReadRelease> {
	const { manifest, cells } = await readWhole(origin, period, dataset);
	const tables = manifest.tables.filter(({ measure }) => measure === undefined);
	const ids = new Set(tables.map(({ id }) => id));
	return {
		manifest: { ...manifest, tables },
		cells: cells.filter(({ table }) => ids.has(table))
	};
}

/**
 * Reads a release with its sums.
 *
 * @throws when the server does not answer 200
 */
export async function readWhole(
	origin: string,
	period: string,
	dataset = 'heartbeats'
): Promise<ReadRelease> {
	const response = await fetch(`${origin}/api/v1/releases/${dataset}/${period}`);
	if (!response.ok) throw new Error(`${period}: the server answered ${response.status}`);
	return (await response.json()) as ReadRelease;
}

/** Smallest count that may be shown: below it every count is hidden. */
export function smallestCount({ k, coalition }: StatedPolicy): number {
	return k + coalition - 1;
}

/** Every count that the stated rules turn into `value`: threshold, nearest multiple with ties up, never below the threshold. */
export function countsBehind(value: number, policy: StatedPolicy): Range {
	const { base } = policy;
	const least = smallestCount(policy);
	const lowest = base * Math.ceil(least / base);
	const low = value === lowest ? least : value - Math.floor(base / 2);
	return { low: Math.max(least, low), high: value + Math.ceil(base / 2) - 1 };
}

/**
 * How many units of its own the promise lets a reader know without learning about others: the coalition, where the
 * rounding of every shown number hides so many.
 */
export function readersUnits(policy: StatedPolicy): { own: number; allowance: number } {
	const { base, coalition } = policy;
	const { low, high } = countsBehind(base * Math.ceil(smallestCount(policy) / base), policy);
	return { own: coalition, allowance: coalition <= high - low ? 0 : coalition };
}
