// How a sum divides among the units behind it, as far as the rules for sums ask.

/** How one sum divides. A unit that adds nothing does not contribute. */
export interface Division {
	readonly total: number;
	/** How many units add something, at least. */
	readonly contributors: number;
	/** What the two units add that add most, at most; 0 where there is none. */
	readonly largest: number;
	readonly second: number;
}

/** The sum to which nobody adds. */
export const nobody: Division = { total: 0, contributors: 0, largest: 0, second: 0 };

/** How the sums of two groups divide together that have no unit in common. */
export function joinApart(one: Division, other: Division): Division {
	const [largest = 0, second = 0] = [one.largest, one.second, other.largest, other.second].sort(
		(a, b) => b - a
	);
	return {
		total: one.total + other.total,
		contributors: one.contributors + other.contributors,
		largest,
		second
	};
}
